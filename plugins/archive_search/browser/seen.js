/**
 * The first search of a reader comes before a service worker does, and the search's own worker fetches its files: they are
 * told to the service worker as soon as it has the page in hand, so that this search too stays without a network.
 *
 * @param {() => Promise<string[]>} askLoaded the addresses of what the search's worker loaded
 */
export function tellWhatWasSeen(askLoaded) {
  navigator.serviceWorker?.addEventListener("controllerchange", async () => {
    navigator.serviceWorker.controller?.postMessage({ seen: await askLoaded().catch(() => []) });
  });
}
