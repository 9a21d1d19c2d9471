import { t } from '../../../messages/t.js';
import type { Receipt } from './letter-types.js';

const WIDTH = 720;
const HEIGHT = 480;

/** Saves the receipt as a PNG, for the album of a phone. @param at when it was given, as text */
export function saveReceiptPicture({ letterNo, queryCode }: Receipt, at: string): void {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * 2;
  canvas.height = HEIGHT * 2;
  const context = canvas.getContext('2d')!;
  context.scale(2, 2);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = '#9e1b1e';
  context.fillRect(0, 0, WIDTH, 8);
  const family = getComputedStyle(document.body).fontFamily;
  const write = (text: string, y: number, size: number, colour = '#18212b', weight = 400) => {
    context.fillStyle = colour;
    context.font = `${weight} ${size}px ${family}`;
    context.fillText(text, 48, y);
  };
  write(t('writing.doneCard'), 76, 30, '#18212b', 700);
  write(t('form.letterNo'), 140, 20, '#5d6976');
  write(letterNo, 190, 44, '#18212b', 700);
  write(t('form.queryCode'), 252, 20, '#5d6976');
  write(queryCode, 302, 44, '#18212b', 700);
  write(`${t('writing.doneAt')} ${at}`, 366, 20, '#5d6976');
  write(location.origin, 430, 20, '#5d6976');
  canvas.toBlob((picture) => {
    if (!picture) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(picture);
    link.download = `${letterNo}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  }, 'image/png');
}
