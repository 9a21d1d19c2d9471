import { expect, it } from '@jest/globals';
import { withClass } from '../../../../apps/web/src/features/tasks/known-values.js';

const schema = {
  properties: { decision: { type: 'object', properties: { class: { enum: ['CONSULT', 'HELP'] } } } },
};

it('a form that asks for the class begins with that of the case', () => {
  expect(withClass({}, schema, 'HELP')).toEqual({ decision: { class: 'HELP' } });
});

it('a class that the form does not offer is not preset', () => {
  expect(withClass({}, schema, 'REPORT')).toEqual({});
});

it('a case without a class presets none', () => {
  expect(withClass({}, schema, null)).toEqual({});
});
