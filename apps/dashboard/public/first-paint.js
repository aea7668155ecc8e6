// Sets theme, density and language before the first paint, so that nothing flashes. Kept in step with personal-settings.ts.
(function () {
  var root = document.documentElement;
  try {
    var saved = JSON.parse(localStorage.getItem('fabwright.settings') || '{}');
    if (saved.theme === 'light' || saved.theme === 'dark') root.dataset.theme = saved.theme;
    if (saved.density === 'comfortable') root.dataset.density = 'comfortable';
    if (saved.language === 'en' || saved.language === 'zh-CN') root.lang = saved.language;
  } catch (error) {
    // private windows may refuse storage: the defaults hold
  }
  // Chinese faces: at once where people read Chinese, elsewhere (names, notes) once the rest is there.
  function addChinese() {
    var sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = 'chinese.css';
    document.head.append(sheet);
  }
  if (root.lang === 'zh-CN') addChinese();
  else addEventListener('load', addChinese);
})();
