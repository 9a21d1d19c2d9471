import { getMetadataStorage } from 'class-validator';
import 'reflect-metadata';

/** Key of the metadata of `@ApiProperty` in @nestjs/swagger. */
const PROPERTY = 'swagger/apiModelProperties';

interface Constraint {
  readonly propertyName: string;
  /** Decorator: `min`, `arrayMaxSize`. */
  readonly name?: string;
  readonly constraints?: readonly unknown[];
}

/** Decorator of class-validator -> keywords of JSON Schema. */
const KEYWORDS: Readonly<Record<string, (...parameters: never[]) => object>> = {
  min: (minimum: number) => ({ minimum }),
  max: (maximum: number) => ({ maximum }),
  minLength: (minLength: number) => ({ minLength }),
  maxLength: (maxLength: number) => ({ maxLength }),
  matches: (pattern: RegExp) => ({ pattern: pattern.source }),
  arrayMinSize: (minItems: number) => ({ minItems }),
  arrayMaxSize: (maxItems: number) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
  isUuid: () => ({ format: 'uuid' }),
  isEmail: () => ({ format: 'email' }),
  isUrl: () => ({ format: 'uri' }),
};

/** Validated classes with their constraints. */
const validated = (): ReadonlyMap<Function, readonly Constraint[]> =>
  (getMetadataStorage() as unknown as { validationMetadatas: ReadonlyMap<Function, readonly Constraint[]> })
    .validationMetadatas;

/** Adds the constraints of bodies and queries to the OpenAPI document; `@ApiProperty` takes precedence. */
export function documentConstraints(): void {
  for (const [{ prototype }, all] of validated()) {
    for (const { propertyName, name = '', constraints = [] } of all) {
      const documented = Reflect.getMetadata(PROPERTY, prototype as object, propertyName) as
        object | undefined;
      const keywords = KEYWORDS[name]?.(...(constraints as never[]));
      if (documented && keywords)
        Reflect.defineMetadata(PROPERTY, { ...keywords, ...documented }, prototype as object, propertyName);
    }
  }
}

const alternatives = new Map<string, readonly string[]>();

/** Documents a body that requires at least one of these properties. The properties' own decorators check it. */
export const AtLeastOneOf =
  (...properties: string[]): ClassDecorator =>
  (target) =>
    void alternatives.set(target.name, properties);

/**
 * Documents checks of whole bodies: no other properties, and at least one of several.
 *
 * @param schemas of the OpenAPI document, by the name of the class
 */
export function documentBodies(schemas: Record<string, object>): void {
  for (const [{ name }] of validated())
    if (schemas[name]) schemas[name] = { ...schemas[name], additionalProperties: false };
  for (const [name, properties] of alternatives)
    if (schemas[name])
      schemas[name] = { ...schemas[name], anyOf: properties.map((property) => ({ required: [property] })) };
}
