/** The panel in which a reader chooses how pages look; `choices.js` keeps and applies what is chosen. */
(() => {
  const GROUPS = [
    { name: "theme", label: "الألوان", options: [["", "كالجهاز"], ["light", "فاتحة"], ["dark", "داكنة"]] },
    { name: "size", label: "حجم النص", options: [["small", "أصغر"], ["", "عادي"], ["large", "أكبر"], ["larger", "أكبر جداً"]] },
    { name: "digits", label: "الأرقام", options: [["", "كما كُتبت"], ["latin", "123"], ["arabic", "١٢٣"]] },
    {
      name: "months",
      label: "أسماء الأشهر",
      options: [["", "مصر والخليج"], ["levantine", "الشام والعراق"], ["maghrebi", "تونس والجزائر"], ["moroccan", "المغرب"]],
    },
  ];
  const { choose, of } = /** @type {any} */ (globalThis).readerChoices;

  /** @param {typeof GROUPS[0]} group */
  function fieldset({ name, label, options }) {
    const made = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = label;
    made.append(legend, ...options.map(([value = "", text = ""]) => radio(name, value, text)));
    return made;
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {string} text
   */
  function radio(name, value, text) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: `choice-${name}`, value, checked: of(name) === value });
    input.addEventListener("change", () => choose(name, value));
    const shown = document.createElement("span");
    shown.textContent = text;
    label.append(input, shown);
    return label;
  }

  function show() {
    const panel = /** @type {HTMLDetailsElement} */ (document.querySelector(".choices"));
    const body = document.createElement("div");
    body.className = "choices-body";
    body.append(...GROUPS.map(fieldset));
    panel.append(body);
    addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.querySelector("summary")?.focus();
    });
    addEventListener("click", ({ target }) => {
      if (!panel.contains(/** @type {Node} */ (target))) panel.open = false;
    });
  }

  addEventListener("DOMContentLoaded", show);
})();
