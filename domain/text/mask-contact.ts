/** Masks a telephone number for staff: 13800000000 becomes 138****0000; a number too short for that keeps two digits at its end. */
export function maskedPhone(phone: string): string {
  const shown = phone.trim();
  return shown.length < 8 ? `****${shown.slice(-2)}` : `${shown.slice(0, 3)}****${shown.slice(-4)}`;
}

/** Masks an e-mail address: the first character and the domain stay. */
export function maskedEmail(email: string): string {
  const [first = ''] = email.trim();
  const at = email.lastIndexOf('@');
  return `${first}***${at < 0 ? '' : email.slice(at)}`;
}

/** A division at the beginning of an address: 贵州省, 黔东南州, 凯里市, 黎平县. */
const DIVISIONS = /^(?:[^省市州县区\s]{1,10}?(?:省|自治州|州省?|市|县|区))+/;

/** Masks an address: province, prefecture and county stay, street and house do not. */
export function maskedAddress(address: string): string {
  const [divisions = ''] = DIVISIONS.exec(address.trim()) ?? [];
  return `${divisions}****`;
}
