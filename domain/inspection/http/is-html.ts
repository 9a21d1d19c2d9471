import type { Fetched } from './client.js';

/** By the declared type, and by the bytes where it is missing or says only "some file". */
export function isHtml({ headers, body }: Pick<Fetched, 'headers' | 'body'>): boolean {
  const type = (headers['content-type'] ?? '').toLowerCase();
  if (/html|xml/.test(type)) return true;
  if (type !== '' && !/octet-stream|text\/plain/.test(type)) return false;
  return /^\s*(?:<!doctype html|<html|<head|<body|<meta|<table|<div|<script)/i.test(
    body
      .subarray(0, 1024)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, ''),
  );
}
