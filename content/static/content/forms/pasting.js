// Pasting from Word, Google Docs and web pages into rich text: headings and lists are kept, tables become text,
// and what is lost is said. The server keeps the same small set, whatever arrives there.

const SETTINGS = JSON.parse(document.getElementById("entry-form-settings")?.textContent || "null");
const HEADINGS = { H1: "h3", H2: "h3", H5: "h4", H6: "h4" };

function renamed(element, name) {
    const made = document.createElement(name);
    made.append(...element.childNodes);
    element.replaceWith(made);
    return made;
}

// Word writes list items as paragraphs that begin with a drawn bullet or number.
function wordLists(root) {
    let list = null;
    for (const paragraph of [...root.querySelectorAll("p")]) {
        const isItem = /MsoListParagraph/.test(paragraph.className) || /mso-list:\s*l\d/.test(paragraph.getAttribute("style") || "");
        if (!isItem) {
            list = null;
            continue;
        }
        const mark = paragraph.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
        const isNumbered = /^\s*(?:\d+|[a-zа-я])[.)]/i.test(mark?.textContent || paragraph.textContent);
        mark?.remove();
        if (!list || list.nextElementSibling !== paragraph) {
            list = document.createElement(isNumbered ? "ol" : "ul");
            paragraph.before(list);
        }
        const item = document.createElement("li");
        item.append(...paragraph.childNodes);
        item.normalize();
        const first = item.firstChild;
        if (!mark && first?.nodeType === Node.TEXT_NODE) first.data = first.data.replace(/^\s*(?:[·•▪◦–-]|\d+[.)])\s*/, "");
        list.append(item);
        paragraph.remove();
    }
}

function textOfTables(root) {
    for (const table of root.querySelectorAll("table")) {
        const rows = [...table.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")).join(" — "));
        table.replaceWith(...rows.filter(Boolean).map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    }
}

function cleaned(markup) {
    const root = new DOMParser().parseFromString(markup, "text/html").body;
    const lost = [];
    root.querySelectorAll("script, style, meta, link, xml, title").forEach((element) => element.remove());
    if (root.querySelector("table")) lost.push("lostTable");
    if (root.querySelector("img, picture, svg, v\\:imagedata")) lost.push("lostImage");
    root.querySelectorAll("img, picture, svg, iframe, object, embed, video, audio").forEach((element) => element.remove());
    wordLists(root);
    textOfTables(root);
    for (const [from, to] of Object.entries(HEADINGS)) root.querySelectorAll(from).forEach((element) => renamed(element, to));
    // Google Docs wraps everything into a bold element that is not bold.
    root.querySelectorAll("b[style]").forEach((element) => {
        if (/(?:^|;)\s*font-weight:\s*(?:normal|400)/.test(element.getAttribute("style"))) renamed(element, "span");
    });
    root.querySelectorAll("a:not([href^='http:' i]):not([href^='https:' i]):not([href^='mailto:' i]):not([href^='tel:' i])").forEach((element) => renamed(element, "span"));
    for (const element of root.querySelectorAll("*")) {
        const style = element.getAttribute("style") || "";
        const isBold = /font-weight:\s*(?:bold|[6-9]00)/.test(style);
        const isItalic = /font-style:\s*italic/.test(style);
        for (const { name } of [...element.attributes]) if (!(element.tagName === "A" && name === "href")) element.removeAttribute(name);
        if (element.tagName === "SPAN" && (isBold || isItalic)) renamed(element, isBold ? "b" : "i");
    }
    return { markup: root.innerHTML, lost };
}

function say(wrapper, lost) {
    const field = wrapper.closest(".w-field__wrapper, .w-panel__wrapper, .w-field") || wrapper.parentElement;
    field.querySelector(".pasting-remark")?.remove();
    if (!lost.length) return;
    const remark = document.createElement("p");
    remark.className = "pasting-remark";
    remark.setAttribute("role", "status");
    remark.textContent = lost.map((name) => SETTINGS.texts[name]).join(" ");
    field.append(remark);
}

function onPaste(event) {
    const wrapper = event.target.closest?.("[data-draftail-editor-wrapper]");
    const markup = event.isTrusted ? event.clipboardData?.getData("text/html") : "";
    // What was copied in an editor of ours is clean already.
    if (!wrapper || !markup || /data-(?:editor|draftjs-conductor)/.test(markup)) return;
    const result = cleaned(markup);
    event.preventDefault();
    event.stopImmediatePropagation();
    const data = new DataTransfer();
    data.setData("text/html", result.markup);
    data.setData("text/plain", event.clipboardData.getData("text/plain"));
    event.target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    say(wrapper, result.lost);
}

if (SETTINGS) document.addEventListener("paste", onPaste, { capture: true });
