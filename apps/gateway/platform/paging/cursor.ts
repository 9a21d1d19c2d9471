export { cursorPart, decodeCursor, encodeCursor } from '../../../../infra/database/cursor.js';
