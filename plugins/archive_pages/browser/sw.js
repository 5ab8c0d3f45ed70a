/**
 * The service worker: what a reader has seen is there without a network.
 *
 * Files that are named after what they hold come from the cache first, everything else from the network first, so
 * that nobody who is online sees an old page. An address that was never seen gets a page that says so. Both caches
 * are bounded, and belong to one version of this file and of that page: those of another version are deleted.
 */

const VERSION = "unbuilt"; // the build puts a digest here
const OFFLINE = "offline.html";
const KEPT = [OFFLINE, "theme/css/fonts.css", "theme/css/site.css", "theme/img/icon.svg"];
const MOST = { pages: 300, files: 1500 };
/** Fonts, and files of the search whose address holds a digest or ends with a version. */
const HASHED_RE = /^(?:search\/x\/|search\/[^?]+\.(?:bin|json)\?|theme\/fonts\/)/;
const FILE_RE = /^(?:search|theme)\/.*[^/]$/;
/** What must be asked of the host itself, past the browser's own cache. */
const CHANGING_RE = /(?:^|\/|\.html|search\/manifest\.json)$/;
const RELATIVE_RE = /="\.\//g;

const worker = /** @type {any} */ (self);
const scope = String(worker.registration.scope);
const prefix = `warraq ${scope} `;

/** @param {"pages" | "files"} kind */
const nameOf = (kind) => `${prefix}${kind} ${VERSION}`;

/**
 * How an address is answered.
 *
 * @param {string} address absolute
 * @param {string} root the site's address, with a slash at its end
 * @returns {{ kind: "pages" | "files", key: string, hashed: boolean, changing: boolean } | null} null outside the site
 */
function routeOf(address, root) {
  const url = new URL(address);
  url.hash = "";
  if (!url.href.startsWith(root)) return null;
  if (HASHED_RE.test(url.href.slice(root.length))) return { kind: "files", key: url.href, hashed: true, changing: false };
  url.search = ""; // no page of a static site depends on it
  const name = url.href.slice(root.length);
  return { kind: FILE_RE.test(name) ? "files" : "pages", key: url.href, hashed: false, changing: CHANGING_RE.test(name) };
}

/** @type {Record<string, Promise<void> | null>} */
const trimming = { pages: null, files: null };

/** @param {"pages" | "files"} kind the oldest go first; one sweep serves all that wait for it */
function trim(kind) {
  trimming[kind] ??= (async () => {
    const cache = await caches.open(nameOf(kind));
    const keys = await cache.keys();
    const isKept = (/** @type {Request} */ { url }) => KEPT.some((name) => url === scope + name);
    const old = keys.filter((key) => !isKept(key)).slice(0, Math.max(0, keys.length - MOST[kind]));
    await Promise.all(old.map((key) => cache.delete(key)));
    trimming[kind] = null;
  })();
  return trimming[kind];
}

/**
 * @param {NonNullable<ReturnType<typeof routeOf>>} route
 * @param {Response} response
 */
async function keep({ kind, key }, response) {
  const cache = await caches.open(nameOf(kind));
  await cache.put(key, response);
  await trim(kind);
}

/**
 * @param {any} event
 * @param {NonNullable<ReturnType<typeof routeOf>>} route
 */
async function fetched(event, route) {
  const response = await fetch(event.request, route.changing ? { cache: "no-cache" } : {});
  if (response.status === 200 && response.type === "basic") event.waitUntil(keep(route, response.clone()));
  return response;
}

/** @param {NonNullable<ReturnType<typeof routeOf>>} route */
async function kept({ kind, key }) {
  return (await caches.open(nameOf(kind))).match(key);
}

/**
 * @param {any} event
 * @param {NonNullable<ReturnType<typeof routeOf>>} route
 */
async function answer(event, route) {
  if (route.hashed && event.request.cache !== "reload") return (await kept(route)) ?? fetched(event, route);
  try {
    return await fetched(event, route);
  } catch (error) {
    const seen = await kept(route);
    if (seen) return seen;
    if (event.request.mode === "navigate") return offline();
    throw error;
  }
}

/** The page for what was never seen; it stands in for addresses of any depth, so its own links are made absolute. */
async function offline() {
  const page = await kept(/** @type {any} */ (routeOf(scope + OFFLINE, scope)));
  if (!page) return Response.error();
  const text = (await page.text()).replace(RELATIVE_RE, `="${scope}`);
  return new Response(text, { status: 503, headers: page.headers });
}

/** @param {string[]} addresses of what was loaded before the worker was there */
async function keepSeen(addresses) {
  for (const address of new Set(addresses)) {
    const route = routeOf(address, scope);
    if (route && !(await kept(route))) await keepFrom(address).catch(() => {}); // what cannot be had was not seen
  }
}

/**
 * What a page has just loaded comes from the browser's own cache, and is not fetched again.
 *
 * @param {string} address within the site
 */
async function keepFrom(address) {
  const response = await fetch(address);
  if (response.status !== 200 || response.type !== "basic") throw new Error(`${address}: HTTP ${response.status}`);
  await keep(/** @type {any} */ (routeOf(address, scope)), response);
}

async function install() {
  await Promise.all(KEPT.map((name) => keepFrom(scope + name)));
  await worker.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const current = [nameOf("pages"), nameOf("files")];
  await Promise.all(names.filter((name) => name.startsWith(prefix) && !current.includes(name)).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(keepSeen(event.data.seen)));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, headers, url } = event.request;
  const route = method === "GET" && !headers.has("range") ? routeOf(url, scope) : null;
  if (route) event.respondWith(answer(event, route));
});
