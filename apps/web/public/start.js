// Before the first paint, so that nobody sees the wrong theme. lib/appearance.ts writes what this reads.
(function () {
  var root = document.documentElement;
  var saved = {};
  try {
    saved = JSON.parse(localStorage.getItem('duban.appearance') || '{}');
  } catch {
    // A broken or forbidden storage leaves the defaults.
  }
  var isConsole = location.pathname.indexOf('/console') === 0;
  var dark =
    saved.theme === 'dark' ||
    (isConsole && !saved.theme && matchMedia('(prefers-color-scheme: dark)').matches);
  // High contrast is black on white.
  if (dark && saved.contrast !== 'high') root.dataset.theme = 'dark';
  if (saved.contrast === 'high') root.dataset.contrast = 'high';
  if (saved.size === 'large') root.dataset.size = 'large';
  if (isConsole && saved.density) root.dataset.density = saved.density;
})();

var FAILED = '页面没有打开：网络中断，或者系统刚刚更新。请刷新本页。';

// The scripts of the page may be gone, by a cut network or a deployment: a page that says it is opening must not say so for ever.
addEventListener(
  'error',
  function (event) {
    var opening = document.querySelector('.opening');
    if (event.target instanceof HTMLScriptElement && opening) opening.textContent = FAILED;
  },
  true,
);

// A page that the build has drawn is painted first. Then its scripts are sent for, and take it over. Nobody waits for the paint
// of a tab in the background.
addEventListener('DOMContentLoaded', function () {
  var entry = document.querySelector('link[data-entry]');
  if (!entry) return;
  function take() {
    entry.dataset.entry.split(' ').forEach(function (file) {
      var link = document.createElement('link');
      link.rel = 'modulepreload';
      link.href = file;
      document.head.append(link);
    });
    import(entry.href).catch(function () {
      var note = document.createElement('p');
      note.className = 'opening';
      note.setAttribute('role', 'alert');
      note.textContent = FAILED;
      document.body.prepend(note);
    });
  }
  // Once, whichever comes first: the first content is on the screen, or a browser that does not say so has had time for it.
  var isTaken = false;
  function takeOnce() {
    if (isTaken) return;
    isTaken = true;
    take();
  }
  if (document.hidden) return takeOnce();
  setTimeout(takeOnce, 1500);
  try {
    new PerformanceObserver(function (list) {
      if (list.getEntriesByName('first-contentful-paint').length > 0) takeOnce();
    }).observe({ type: 'paint', buffered: true });
  } catch (error) {
    takeOnce();
  }
});
