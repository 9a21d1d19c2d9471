import { expect, it } from '@jest/globals';
import { maskedAddress, maskedEmail, maskedPhone } from '../../../domain/text/mask-contact.js';

it.each([
  ['13800000000', '138****0000'],
  ['0855-8000011', '085****0011'],
  ['8000011', '****11'],
])('the telephone number %s becomes %s', (phone, masked) => {
  expect(maskedPhone(phone)).toBe(masked);
});

it.each([
  ['zhang.san@example.cn', 'z***@example.cn'],
  ['unknown', 'u***'],
])('the mail address %s becomes %s', (email, masked) => {
  expect(maskedEmail(email)).toBe(masked);
});

it.each([
  ['贵州省黔东南苗族侗族自治州凯里市北京西路12号', '贵州省黔东南苗族侗族自治州凯里市****'],
  ['黎平县德凤街道', '黎平县****'],
  ['北京西路12号', '****'],
])('the address %s becomes %s', (address, masked) => {
  expect(maskedAddress(address)).toBe(masked);
});
