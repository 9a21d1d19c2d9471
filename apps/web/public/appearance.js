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

// The scripts of the page may be gone, by a cut network or a deployment: a page that says it is opening must not say so for ever.
addEventListener(
  'error',
  function (event) {
    var opening = document.querySelector('.opening');
    if (event.target instanceof HTMLScriptElement && opening)
      opening.textContent = '页面没有打开：网络中断，或者系统刚刚更新。请刷新本页。';
  },
  true,
);
