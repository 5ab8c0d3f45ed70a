/** Opened from a disk, where a browser shows a folder's list of files and not its page, links and forms point at files. */
(() => {
  function pointAtFiles() {
    for (const link of document.links) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
    for (const form of document.forms) {
      const address = new URL(form.action);
      if (address.pathname.endsWith("/")) address.pathname += "index.html";
      form.action = address.href;
    }
    for (const one of document.querySelectorAll("[data-disk]")) {
      /** @type {HTMLElement} */ (one).hidden = one.getAttribute("data-disk") === "hide";
    }
  }

  if (location.protocol === "file:") addEventListener("DOMContentLoaded", pointAtFiles);
})();
