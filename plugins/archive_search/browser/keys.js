/** Keys of the search page: `/` reaches the field, Escape empties it, the arrows walk the results. */

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {() => void} empty
 */
export function listenToKeys(input, list, empty) {
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type);
    if ((key === "/" || (event.code === "Slash" && !event.shiftKey)) && !typing) {
      event.preventDefault();
      input.select();
    } else if (key === "Escape" && target === input) {
      empty();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      const within = target === input || list.contains(/** @type {Node} */ (target));
      if (!within || list.childElementCount === 0) return;
      event.preventDefault();
      moveFocus(input, list, key === "ArrowDown" ? 1 : -1);
    }
  });
}

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {number} step which result link gets the focus, counted from the one that has it
 */
function moveFocus(input, list, step) {
  const links = [...list.querySelectorAll("a")];
  const stops = [input, ...links];
  const at = links.findIndex((link) => link.closest("li")?.contains(document.activeElement)) + 1;
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
}
