// The calendar without a mouse and with one: arrows between days, dragging, "more" in place. All of it works without
// this file too: days and "more" are links, and every date has its own form for moving.
(() => {
  const calendar = document.querySelector('[data-calendar]');
  if (!calendar) return;

  // Arrows: one day of the grid is in the tab order, the others are reached from it.
  const days = [...calendar.querySelectorAll('[data-calendar-day]')];
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const choose = (day, focus) => {
    days.forEach((other) => other.setAttribute('tabindex', other === day ? '0' : '-1'));
    if (focus) day.focus();
  };
  if (days.length) {
    const today = days.find((day) => day.getAttribute('aria-current') === 'date');
    choose(today || days.find((day) => !day.closest('.calendar-day--outside')) || days[0], false);
  }
  days.forEach((day, number) => {
    day.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const page = { PageUp: 'previous', PageDown: 'next' }[event.key];
      const link = page && calendar.querySelector(`[data-calendar-${page}]`);
      if (link) {
        event.preventDefault();
        link.click();
        return;
      }
      const row = number - (number % 7);
      const target = { Home: row, End: row + 6 }[event.key] ?? number + (steps[event.key] ?? NaN);
      if (!days[target]) return;
      event.preventDefault();
      choose(days[target], true);
    });
    day.addEventListener('focus', () => choose(day, false));
  });

  // "More" opens in its place.
  calendar.addEventListener('click', async (event) => {
    const more = event.target.closest('[data-calendar-more]');
    if (!more || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const response = await fetch(`${more.href}&part=list`, { credentials: 'same-origin' });
      if (!response.ok) throw new Error(String(response.status));
      const box = document.createElement('div');
      box.className = 'calendar-more-list';
      box.tabIndex = -1;
      box.innerHTML = await response.text();
      const list = more.previousElementSibling;
      if (list && list.matches('.calendar-list')) list.remove();
      more.replaceWith(box);
      box.querySelectorAll('[data-calendar-chip]').forEach(makeDraggable);
      box.focus();
    } catch {
      window.location.assign(more.href);
    }
  });

  // Choosing a filter is asking for it.
  const filters = calendar.querySelector('[data-calendar-filters]');
  if (filters) filters.addEventListener('change', () => filters.requestSubmit());

  // Dragging a date to another day sends the form that its link opens; the server asks before readers see it.
  let dragged = null;
  function makeDraggable(chip) {
    chip.setAttribute('draggable', 'true');
    chip.addEventListener('dragstart', (event) => {
      dragged = chip;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', chip.textContent.trim());
      chip.classList.add('calendar-chip--dragged');
    });
    chip.addEventListener('dragend', () => {
      dragged = null;
      chip.classList.remove('calendar-chip--dragged');
      calendar.querySelectorAll('.calendar-day--target').forEach((day) => day.classList.remove('calendar-day--target'));
    });
  }
  const send = (chip, day) => {
    const url = new URL(chip.dataset.moveUrl, window.location.href);
    // A date after midnight belongs to the evening before and keeps to it.
    const start = new Date(`${chip.dataset.date}T00:00:00Z`);
    start.setUTCDate(start.getUTCDate() + (Date.parse(day) - Date.parse(chip.dataset.day)) / 86400000);
    const form = document.createElement('form');
    form.method = 'post';
    form.action = url.pathname;
    const values = {
      csrfmiddlewaretoken: calendar.dataset.csrf,
      date: start.toISOString().slice(0, 10),
      time: chip.dataset.time,
      ...Object.fromEntries(url.searchParams),
    };
    Object.entries(values).forEach(([name, value]) => {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = value;
      form.append(input);
    });
    document.body.append(form);
    form.submit();
  };
  if (!calendar.dataset.csrf) return;
  calendar.querySelectorAll('[data-calendar-chip]').forEach(makeDraggable);
  calendar.querySelectorAll('[data-drop-day]').forEach((cell) => {
    cell.addEventListener('dragover', (event) => {
      if (!dragged) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      cell.classList.add('calendar-day--target');
    });
    cell.addEventListener('dragleave', () => cell.classList.remove('calendar-day--target'));
    cell.addEventListener('drop', (event) => {
      if (!dragged) return;
      event.preventDefault();
      if (dragged.dataset.day !== cell.dataset.dropDay) send(dragged, cell.dataset.dropDay);
    });
  });
})();
