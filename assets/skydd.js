// Quicker, never possible: without this file every link and form works the same.
// A link, form or button with data-fragment="#id" fetches that one region instead of the whole page.
(() => {
  const root = document.documentElement, $ = (s, e = document) => e.querySelector(s);
  const running = new Map();

  const region = async (id, url, init, push, trigger) => {
    const get = !init.body, target = document.getElementById(id);
    const plain = () => { if (get) location.assign(url); };
    if (!target) return plain();
    if (get) running.get(id)?.abort();
    const stop = new AbortController(); if (get) running.set(id, stop);
    const busy = setTimeout(() => target.setAttribute('aria-busy', 'true'), 400);
    if (!get && trigger) trigger.disabled = true;
    try {
      const answer = await fetch(url, { ...init, headers: { 'X-Fragment': id }, signal: get ? stop.signal : undefined });
      const html = /^text\/html/.test(answer.headers.get('content-type') || '');
      const fresh = html && (answer.ok || answer.status === 422) ? new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id) : null;
      if (!fresh) return get ? plain() : say(target.dataset.failed);
      const had = target.contains(document.activeElement) ? document.activeElement : null;
      const key = had && (had.id ? `#${CSS.escape(had.id)}` : had.name && `[name="${CSS.escape(had.name)}"]${had.type === 'radio' ? ':checked' : ''}`);
      const at = had && had.type === 'search' ? had.selectionStart : null;
      target.replaceWith(fresh);
      const title = answer.headers.get('x-title'); if (title) document.title = decodeURIComponent(title);
      if (push && get) history.pushState({ id }, '', answer.url);
      const back = key && $(key, fresh);
      if (had) (back || $('h2, h3', fresh) || fresh).focus();
      if (back && at !== null) back.setSelectionRange(at, at);
      $('.errsum', fresh)?.focus();
      say(fresh.dataset.say);
    } catch (error) { if (error.name !== 'AbortError') get ? plain() : say(target.dataset.failed); }
    finally { clearTimeout(busy); target.removeAttribute('aria-busy'); if (trigger) trigger.disabled = false; }
  };
  const say = text => { const box = $('#status'); if (box && text) box.textContent = text; };

  addEventListener('click', e => {
    const a = e.target.closest('a[data-fragment]');
    if (a && !e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey && e.button === 0 && a.origin === location.origin) {
      e.preventDefault(); region(a.dataset.fragment.slice(1), a.href, {}, 'fragmentPush' in a.dataset);
    }
    const theme = e.target.closest('[data-theme-toggle]');
    // Who has not chosen sees what the computer says; the other of the two is what the button gives.
    if (theme && !root.dataset.theme) theme.value = matchMedia('(prefers-color-scheme: dark)').matches ? 'light' : 'dark';
    if (e.target.closest('[aria-disabled="true"]')) e.preventDefault();
    if (e.target.closest('[data-print]')) print();
  }, true);

  const send = (form, button) => {
    const from = button?.dataset.fragment ? button : form, data = new FormData(form, button || undefined);
    const url = new URL(button?.hasAttribute('formaction') ? button.formAction : form.action, location), fields = new URLSearchParams(data);
    if (form.method === 'post') return region(from.dataset.fragment.slice(1), url, { method: 'POST', body: fields }, false, button);
    url.search = fields; return region(from.dataset.fragment.slice(1), url.href, {}, 'fragmentPush' in from.dataset);
  };
  addEventListener('submit', e => {
    const form = e.target, button = e.submitter;
    if (!(button?.dataset.fragment || (form.dataset.fragment && !button?.hasAttribute('formaction')))) return;
    e.preventDefault(); send(form, button);
  });
  let wait;
  const changed = e => {
    const form = e.target.form; if (!form) return;
    const button = $('[data-fragment-change]', form), by = 'fragmentChange' in form.dataset ? null : button;
    if (by === null || by) { clearTimeout(wait); wait = setTimeout(() => send(form, by), e.type === 'input' ? 300 : 0); }
  };
  addEventListener('change', changed);
  addEventListener('input', e => { if (/^(search|text|date)$/.test(e.target.type) || e.target.type === 'textarea') changed(e); });
  addEventListener('popstate', e => { if (e.state?.id) region(e.state.id, location.href, {}, false); else location.reload(); });

  addEventListener('DOMContentLoaded', () => $('.errsum')?.focus());
  if (document.readyState !== 'loading') $('.errsum')?.focus();
})();
