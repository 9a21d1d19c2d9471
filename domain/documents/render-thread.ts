/** Functions of a render thread (see render.ts), by format. Fonts are loaded once a thread, with the first PDF. */
export { renderDocx as docx } from './render-docx.js';
export { renderPdf as pdf } from './render-pdf.js';
export { renderXlsx as xlsx } from './item-table.js';
export { unprintableIn as unprintable } from './unprintable.js';
