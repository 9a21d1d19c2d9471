import type { ConsultationInput } from '../../../workflows/consultations/behaviour.js';

export const consultationInput: ConsultationInput = {
  policy: '00000000-0000-4000-8000-0000000000a0',
  unit: 'JTJ',
  legal: 'FZB',
  info: 'XXB',
  government: 'ZFB',
};
