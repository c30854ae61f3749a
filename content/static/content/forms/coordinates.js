// Coordinates: a pair or a map's link pasted into either field fills both; says how far the point is from the city.

function attach(latitude) {
    const form = latitude.form;
    const longitude = form?.querySelector(`[name="${latitude.name.replace(/latitude$/, "longitude")}"]`);
    if (!longitude || latitude.dataset.attached) return;
    latitude.dataset.attached = "true";
    const city = form.querySelector("[name=city]");
    const status = document.createElement("div");
    status.className = "coordinates-status";
    status.setAttribute("role", "status");
    (latitude.closest(".w-field-row") || latitude.closest(".w-field__wrapper") || latitude).after(status);
    let number = 0;

    function put(input, value) {
        if (input.value === value) return;
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function show(answer) {
        status.replaceChildren();
        status.dataset.warning = String(answer.isWarning);
        if (answer.message) status.append(`${answer.message} `);
        for (const { label, url } of answer.links) {
            const link = Object.assign(document.createElement("a"), { href: url, target: "_blank", rel: "noopener noreferrer", textContent: label });
            status.append(link, " ");
        }
    }

    async function ask(text, fills) {
        const mine = ++number;
        const query = new URLSearchParams({ text, city: city?.value || "" });
        const response = await fetch(`${latitude.dataset.coordinatesUrl}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
        if (!response || mine !== number || !(response.ok || response.status === 422)) return;
        const answer = await response.json();
        if (fills && answer.latitude) {
            put(latitude, answer.latitude);
            put(longitude, answer.longitude);
            if (mine !== number) return;
        }
        show(answer);
    }

    const isPlain = (text) => /^\s*[+\-−]?\d{1,3}(?:[.,]\d*)?\s*$/.test(text);
    function check() {
        const odd = [latitude, longitude].find((input) => input.value.trim() && !isPlain(input.value));
        if (odd) return ask(odd.value, true);
        if (!latitude.value.trim() || !longitude.value.trim()) {
            number += 1;
            return status.replaceChildren();
        }
        const decimal = (input) => input.value.trim().replace(",", ".").replace("−", "-");
        return ask(`${decimal(latitude)}, ${decimal(longitude)}`, false);
    }

    for (const input of [latitude, longitude]) {
        input.addEventListener("change", check);
        input.addEventListener("paste", (event) => {
            const text = event.clipboardData?.getData("text/plain") || "";
            if (!text.trim() || isPlain(text)) return;
            event.preventDefault();
            ask(text, true).then(() => {
                // What cannot be read stays where it was pasted, to be corrected.
                if (status.dataset.warning === "true" && !latitude.value && !longitude.value) input.value = text;
            });
        });
    }
    city?.addEventListener("change", check);
    if (latitude.value || longitude.value) check();
}

document.querySelectorAll("[data-coordinates-url]").forEach(attach);
