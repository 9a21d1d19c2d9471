/** Forms whose button downloads a file, with the request of a click. */
import { squeeze } from '../text/text.js';
import { attribute, descendants, rawText, type Element } from './dom.js';
import { formEncoded } from '../addresses/page-address.js';

/** A button that downloads, and asks its reader nothing first. */
export interface DownloadForm {
  readonly element: Element;
  /** Text of its button. */
  readonly text: string;
  /** As written. */
  readonly action: string;
  readonly method: 'GET' | 'POST';
  /** `name=value&…` in the charset of the page. */
  readonly fields: string;
}

const DOWNLOADS = /下载|download/i;

export function downloadForms(elements: readonly Element[], charset: string): DownloadForm[] {
  return elements
    .filter(({ tagName }) => tagName === 'form')
    .flatMap((form) => readForm(form, charset) ?? []);
}

function readForm(form: Element, charset: string): DownloadForm | null {
  const fields: [string, string][] = [];
  let text: string | null = null;
  for (const element of descendants(form)) {
    const type = (attribute(element, 'type') ?? '').toLowerCase();
    const [name, value = ''] = [attribute(element, 'name'), attribute(element, 'value')];
    if (element.tagName === 'select' || element.tagName === 'textarea') return null;
    const isButton = element.tagName === 'button' || (element.tagName === 'input' && BUTTONS.has(type));
    if (!isButton && element.tagName !== 'input') continue;
    if (!isButton && type !== 'hidden') return null; // its reader fills something in
    const label = isButton ? squeeze(rawText(element) || value || attribute(element, 'alt') || '') : '';
    if (isButton && text === null && DOWNLOADS.test(label)) text = label;
    else if (isButton) continue; // only the button that is pressed is sent
    if (name) fields.push([name, value]);
  }
  if (text === null) return null;
  const method = attribute(form, 'method')?.toLowerCase() === 'post' ? 'POST' : 'GET';
  const action = attribute(form, 'action') ?? '';
  return { element: form, text, action, method, fields: formEncoded(fields, charset) };
}

const BUTTONS = new Set(['submit', 'image', 'button']);
