// Marks text for translation; a catalogue loaded before this file replaces it (Django's JavaScriptCatalog does).
globalThis.gettext ??= (tekst) => tekst;
