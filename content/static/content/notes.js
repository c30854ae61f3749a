// Notes are sent without leaving the editor: what is unsaved in its form stays. Without this script they are sent to a
// page of their own.
(() => {
  const showCount = (box) => {
    const counter = document.querySelector('[data-side-panel-toggle="notes"] [data-side-panel-toggle-counter]');
    if (!counter) return;
    counter.textContent = box.dataset.openNotes;
    counter.hidden = box.dataset.openNotes === '0';
  };

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    const panel = form.closest('[data-side-panel="notes"]');
    if (!panel || !form.matches('[data-entry-note-form]')) return;
    event.preventDefault();
    const box = form.closest('[data-entry-notes]');
    const buttons = box.querySelectorAll('button');
    buttons.forEach((button) => { button.disabled = true; });
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        body: new FormData(form),
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
        credentials: 'same-origin',
        redirect: 'error',
      });
      if (!response.ok && response.status !== 422) throw new Error(String(response.status));
      const draft = box.querySelector('textarea');
      const unsent = draft && !form.contains(draft) ? draft.value : '';
      box.outerHTML = await response.text();
      const fresh = panel.querySelector('[data-entry-notes]');
      const text = fresh.querySelector('textarea');
      if (text) {
        if (unsent) text.value = unsent;
        text.focus();
      }
      showCount(fresh);
    } catch {
      buttons.forEach((button) => { button.disabled = false; });
      const failure = box.querySelector('.entry-notes__failure');
      if (failure) failure.hidden = false;
    }
  });
})();
