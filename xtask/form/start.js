// Starts the form, in French until the person chooses another language: it has no option for that.
const key = "sveltia-cms.prefs";
try {
  const preferences = JSON.parse(localStorage.getItem(key) ?? "{}");
  preferences.locale ??= "fr";
  localStorage.setItem(key, JSON.stringify(preferences));
} catch {
  // Without storage the browser's language decides.
}
// Not before: the language is read as the module starts.
const { default: cms } = await import("./npm/index.js");
cms.init();
