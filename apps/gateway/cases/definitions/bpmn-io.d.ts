/** Declarations of the functions that we use of bpmn-moddle and bpmn-auto-layout, which ship without them. */
declare module 'bpmn-moddle' {
  /** An element of a BPMN model. */
  export interface Element {
    readonly id: string;
    readonly $type: string;
    get(property: string): unknown;
  }
  export class BpmnModdle {
    create(type: string, attributes?: object): Element;
    toXML(element: Element): Promise<{ xml: string }>;
    fromXML(xml: string): Promise<{ rootElement: Element; warnings: readonly unknown[] }>;
  }
}
declare module 'bpmn-auto-layout' {
  /** The same model with a diagram. */
  export function layoutProcess(xml: string): Promise<string>;
}
