/** The part of the DOM that reading a guide needs, over parse5's tree. */
import { html, parse, type DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Document = DefaultTreeAdapterTypes.Document;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Browsers nest no deeper either; a page that tries must not cost the time of its depth squared. */
const DEEPEST = 400;

/** Parses as a browser does, with the errors of old pages (unclosed cells, blocks inside links). */
export function parseHtml(text: string): Document {
  const document = parse(text, { scriptingEnabled: true });
  flatten(document);
  return document;
}

/** Nodes that are too deep become children of the deepest allowed element. */
function flatten(document: Document): void {
  const stack: { parent: Parent; depth: number }[] = [{ parent: document, depth: 0 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { parent, depth } = top;
    if (depth === DEEPEST) parent.childNodes = leavesOf(parent);
    else
      for (const child of parent.childNodes)
        if (isElement(child)) stack.push({ parent: child, depth: depth + 1 });
  }
}

/** Texts and empty elements below a node, in order, as its own children. */
function leavesOf(parent: Parent): Node[] {
  const leaves: Node[] = [];
  const stack: Node[] = [...parent.childNodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isElement(node) && node.childNodes.length > 0) {
      for (let at = node.childNodes.length - 1; at >= 0; at -= 1) stack.push(node.childNodes[at]!);
      continue;
    }
    node.parentNode = parent;
    leaves.push(node);
  }
  return leaves;
}

export const isElement = (node: Node | Parent | null | undefined): node is Element =>
  node !== null && node !== undefined && 'tagName' in node;

export const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text';

export function attribute(element: Element, name: string): string | undefined {
  for (const attr of element.attrs) if (attr.name === name) return attr.value;
  return undefined;
}

export const parentOf = (node: Node): Element | null => (isElement(node.parentNode) ? node.parentNode : null);

export const childElements = (element: Element | Document): Element[] => element.childNodes.filter(isElement);

const places = new WeakMap<Element, ReadonlyMap<Element, number>>();

/** Place among its parent's elements, from 0. Remembered: lists have thousands of items. */
export function placeOf(element: Element): number {
  const parent = parentOf(element);
  if (!parent) return 0;
  let known = places.get(parent);
  if (!known) {
    known = new Map(childElements(parent).map((child, index) => [child, index]));
    places.set(parent, known);
  }
  return known.get(element) ?? 0;
}

export function* ancestors(element: Element): Generator<Element> {
  for (let up = parentOf(element); up; up = parentOf(up)) yield up;
}

export const isWithin = (element: Element, container: Element): boolean => {
  for (let up: Element | null = element; up; up = parentOf(up)) if (up === container) return true;
  return false;
};

/** Depth-first, in the order of the document. Without recursion: broken pages nest thousands deep. */
export function* descendants(root: Element | Document): Generator<Element> {
  const stack: Element[] = childElements(root).reverse();
  for (let element = stack.pop(); element; element = stack.pop()) {
    yield element;
    const children = element.childNodes;
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index]!;
      if (isElement(child)) stack.push(child);
    }
  }
}

export function documentElement(document: Document): Element | null {
  return document.childNodes.filter(isElement).find(({ tagName }) => tagName === 'html') ?? null;
}

/** Text of an element as in the source, without layout: for titles and scripts. */
export function rawText(element: Element): string {
  let text = '';
  const stack: Node[] = [...element.childNodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node)) text += node.value;
    else if (isElement(node)) stack.push(...[...node.childNodes].reverse());
  }
  return text;
}

/** A readable path for evidence: `#guide > table > tr:nth-of-type(3) > td:nth-of-type(1)`. */
export function pathOf(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at && steps.length < 6; at = parentOf(at)) {
    const id = attribute(at, 'id');
    if (id && /^[\w-]+$/.test(id)) {
      steps.unshift(`${at.tagName}#${id}`);
      break;
    }
    if (at.tagName === 'html' || at.tagName === 'tbody') continue;
    const tag = at.tagName;
    const siblings = (parentOf(at) ? childElements(parentOf(at)!) : []).filter(
      ({ tagName }) => tagName === tag,
    );
    const place = siblings.length > 1 ? `:nth-of-type(${siblings.indexOf(at) + 1})` : '';
    steps.unshift(`${tag}${place}`);
  }
  return steps.join(' > ');
}

/** Replaces a frame by its document. */
export function graft(frame: Element, document: Document): Element | null {
  const root = documentElement(document);
  const body =
    root && childElements(root).find(({ tagName }) => tagName === 'body' || tagName === 'frameset');
  if (!body) return null;
  body.tagName = body.nodeName = 'div';
  body.namespaceURI = html.NS.HTML;
  body.parentNode = frame;
  frame.childNodes = [body];
  return body;
}
