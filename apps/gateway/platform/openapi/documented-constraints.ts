import { getMetadataStorage } from 'class-validator';
import 'reflect-metadata';

/** Where @nestjs/swagger keeps what `@ApiProperty` says of a property. */
const PROPERTY = 'swagger/apiModelProperties';

interface Constraint {
  readonly propertyName: string;
  /** Of the decorator: `min`, `arrayMaxSize`. */
  readonly name?: string;
  readonly constraints?: readonly unknown[];
}

/** What the decorators of class-validator mean as keywords of JSON Schema. */
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

/** Every class that is validated, with its constraints. */
const validated = (): ReadonlyMap<Function, readonly Constraint[]> =>
  (getMetadataStorage() as unknown as { validationMetadatas: ReadonlyMap<Function, readonly Constraint[]> })
    .validationMetadatas;

/** Lets the OpenAPI document say what bodies and queries are validated by; what `@ApiProperty` says itself comes first. */
export function documentConstraints(): void {
  for (const [{ prototype }, all] of validated()) {
    for (const { propertyName, name = '', constraints = [] } of all) {
      const said = Reflect.getMetadata(PROPERTY, prototype as object, propertyName) as object | undefined;
      const keywords = KEYWORDS[name]?.(...(constraints as never[]));
      if (said && keywords)
        Reflect.defineMetadata(PROPERTY, { ...keywords, ...said }, prototype as object, propertyName);
    }
  }
}

const alternatives = new Map<string, readonly string[]>();

/** On a body of which at least one of these properties must be given. The check itself stands at the properties. */
export const AtLeastOneOf =
  (...properties: string[]): ClassDecorator =>
  (target) =>
    void alternatives.set(target.name, properties);

/**
 * What bodies as a whole are checked for: that they have no other property, and one of several.
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
