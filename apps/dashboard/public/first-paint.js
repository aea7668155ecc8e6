// Sets theme, density and language before the first paint, so that nothing flashes. Kept in step with personal-settings.ts.
(function () {
  try {
    var saved = JSON.parse(localStorage.getItem('fabwright.settings') || '{}');
    var root = document.documentElement;
    if (saved.theme === 'light' || saved.theme === 'dark') root.dataset.theme = saved.theme;
    if (saved.density === 'comfortable') root.dataset.density = 'comfortable';
    if (saved.language === 'en' || saved.language === 'zh-CN') root.lang = saved.language;
  } catch (error) {
    // private windows may refuse storage: the defaults hold
  }
})();
