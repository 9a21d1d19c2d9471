/** Evaluates the conditions of questionnaires as SurveyJS does (a test compares them): comparisons, `and`, `or`, `!`. */
import type { Answers } from './questionnaire.js';

type Value = unknown;
type Expression = (answers: Answers) => Value;

const TOKEN =
  /\s*(?:\{([^{}]*)\}|'((?:\\'|[^'])*)'|"((?:\\"|[^"])*)"|(&&|\|\||<=|>=|=>|=<|==|!=|<>|\*=|[=<>()![\],])|([^\s{}'"=<>()![\],&|]+))/y;

interface Token {
  readonly kind: 'answer' | 'text' | 'sign' | 'word';
  readonly text: string;
}

const OPERATORS: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  equal,
  notequal: (left, right) => !equal(left, right),
  greater: (left, right) => left != null && right != null && (left as number) > (right as number),
  less: (left, right) => left != null && right != null && (left as number) < (right as number),
  greaterorequal: (left, right) => equal(left, right) || OPERATORS['greater']!(left, right),
  lessorequal: (left, right) => equal(left, right) || OPERATORS['less']!(left, right),
  contains: (left, right) => includes(left, right, true),
  notcontains: (left, right) => (!left && !isEmpty(right) ? true : includes(left, right, false)),
  anyof: anyOf,
  noneof: (left, right) => !anyOf(left, right),
  allof: allOf,
};
const SIGNS: Readonly<Record<string, string>> = {
  '=': 'equal',
  '==': 'equal',
  '!=': 'notequal',
  '<>': 'notequal',
  '>': 'greater',
  '<': 'less',
  '>=': 'greaterorequal',
  '=>': 'greaterorequal',
  '<=': 'lessorequal',
  '=<': 'lessorequal',
  '*=': 'contains',
  contain: 'contains',
  notcontain: 'notcontains',
};

const known = new Map<string, Expression>();

/**
 * Whether a condition holds. One that cannot be read here holds: the question is shown, and the server has the last word.
 *
 * @param answers without empty ones
 */
export function holds(condition: string, answers: Answers): boolean {
  let expression = known.get(condition);
  if (!expression) {
    expression = read(condition);
    known.set(condition, expression);
  }
  return expression(answers) === true;
}

function read(condition: string): Expression {
  try {
    return new Reader(tokensOf(condition)).whole();
  } catch (error) {
    if (error instanceof Unreadable) return () => true;
    throw error;
  }
}

class Unreadable extends Error {}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) throw new Unreadable(text);
    const [, answer, single, double, sign, word] = match;
    if (answer !== undefined) tokens.push({ kind: 'answer', text: answer.trim() });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'text', text: (single ?? double)!.replace(/\\(['"])/g, '$1') });
  }
  return tokens;
}

class Reader {
  private next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.either();
    if (this.next < this.tokens.length) throw new Unreadable();
    return expression;
  }

  private either(): Expression {
    let left = this.both();
    while (this.took('or', '||')) {
      const [first, second] = [left, this.both()];
      left = (answers) => first(answers) || second(answers);
    }
    return left;
  }

  private both(): Expression {
    let left = this.comparison();
    while (this.took('and', '&&')) {
      const [first, second] = [left, this.comparison()];
      left = (answers) => first(answers) && second(answers);
    }
    return left;
  }

  private comparison(): Expression {
    const left = this.operand();
    const operator = this.operator();
    if (!operator) return left;
    const right = this.operand();
    return (answers) => operator(left(answers), right(answers));
  }

  private operator(): ((left: Value, right: Value) => boolean) | undefined {
    const token = this.tokens[this.next];
    if (!token || (token.kind !== 'sign' && token.kind !== 'word')) return undefined;
    const name = token.text.toLowerCase();
    const operator = OPERATORS[SIGNS[name] ?? name];
    if (operator) this.next += 1;
    return operator;
  }

  private operand(): Expression {
    if (this.took('!', 'negate')) {
      const inner = this.operand();
      return (answers) => !inner(answers);
    }
    const inner = this.took('(')
      ? this.closed(this.either(), ')')
      : this.took('[')
        ? this.list()
        : this.atom();
    if (this.took('empty')) return (answers) => isEmpty(inner(answers));
    return this.took('notempty') ? (answers) => !isEmpty(inner(answers)) : inner;
  }

  private list(): Expression {
    const items: Expression[] = [];
    while (!this.took(']')) {
      items.push(this.operand());
      this.took(',');
    }
    return (answers) => items.map((item) => item(answers));
  }

  private atom(): Expression {
    const token = this.tokens[this.next];
    this.next += 1;
    switch (token?.kind) {
      case 'answer':
        return (answers) => answerAt(token.text, answers);
      case 'text':
        return () => token.text;
      case 'word': {
        if (/^[+*/%^-]|[+*/%^]/.test(token.text) && Number.isNaN(Number(token.text))) throw new Unreadable();
        const value = valueOf(token.text);
        return () => value;
      }
      default:
        throw new Unreadable();
    }
  }

  private closed(expression: Expression, bracket: string): Expression {
    if (!this.took(bracket)) throw new Unreadable();
    return expression;
  }

  private took(...signs: readonly string[]): boolean {
    const token = this.tokens[this.next];
    const found = token && /sign|word/.test(token.kind) && signs.includes(token.text.toLowerCase());
    if (found) this.next += 1;
    return found ?? false;
  }
}

/** `question`, or `matrix.row`. */
function answerAt(path: string, answers: Answers): Value {
  const own = Object.keys(answers).find((name) => path === name || path.startsWith(`${name}.`));
  if (own === undefined) return null;
  const answer = answers[own]!;
  if (path === own) return valueOf(answer);
  return Array.isArray(answer) || typeof answer !== 'object'
    ? null
    : valueOf((answer as Readonly<Record<string, string>>)[path.slice(own.length + 1)] ?? null);
}

/** Texts that are numbers or truth values compare as these; `007` stays a text. */
function valueOf(value: Value): Value {
  if (typeof value !== 'string') return value;
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  if (/^(undefined|null)$/.test(value)) return null;
  const text = value.trim();
  const isNumber = /^[+-]?(\d{1,15}(\.\d*)?|\.\d+)$/.test(text) && !/^0\d/.test(text);
  return isNumber ? Number(text) : value;
}

const isObject = (value: Value): value is object => typeof value === 'object' && value !== null;

function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.values(value).every(isEmpty);
  return !value && value !== 0 && value !== false;
}

function equal(x: Value, y: Value): boolean {
  if (x === y) return true;
  if (typeof x === 'string' && typeof y === 'string') return folded(x) === folded(y);
  if (isObject(x) || isObject(y)) return isObject(x) && isObject(y) && sameParts(x, y);
  if (isEmpty(x) || isEmpty(y)) return isEmpty(x) && isEmpty(y);
  if (typeof x === 'boolean' && typeof y === 'string') return String(x) === y.toLowerCase();
  if (typeof y === 'boolean' && typeof x === 'string') return String(y) === x.toLowerCase();
  return Number(x) === Number(y);
}
const folded = (text: string): string => text.trim().toLowerCase();

/** Lists in any order, and rows of a matrix. */
function sameParts(x: object, y: object): boolean {
  if (Array.isArray(x) !== Array.isArray(y) || Object.keys(x).length !== Object.keys(y).length) return false;
  if (!Array.isArray(x))
    return Object.entries(x).every(([key, value]) => equal(value, (y as Record<string, Value>)[key]));
  const others = [...(y as readonly Value[])].sort();
  return [...(x as readonly Value[])].sort().every((value, index) => equal(value, others[index]));
}

function includes(left: Value, right: Value, sought: boolean): boolean {
  if (Array.isArray(left) && left.length === 0) return !sought;
  if (!left && left !== 0 && left !== false) return false;
  if (Array.isArray(left)) {
    const all = Array.isArray(right) ? (right as readonly Value[]) : [right];
    return all.every((value) => left.some((one) => equal(one, value))) === sought;
  }
  if (!right) return false;
  return String(left).toLowerCase().includes(String(right).toLowerCase()) === sought;
}

function anyOf(left: Value, right: Value): boolean {
  if (isEmpty(left)) return isEmpty(right);
  if (isEmpty(right)) return true;
  if (!Array.isArray(left)) return includes(right, left, true);
  if (!Array.isArray(right)) return includes(left, right, true);
  return right.some((value) => includes(left, value, true));
}

function allOf(left: Value, right: Value): boolean {
  if (!left && !isEmpty(right)) return false;
  if (!Array.isArray(right)) return includes(left, right, true);
  return right.every((value) => includes(left, value, true));
}
