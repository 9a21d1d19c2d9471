/** A day between the start and the due day, as the server has counted it. `date`: YYYY-MM-DD. */
export interface CountedDay {
  readonly date: string;
  readonly kind: 'start' | 'counted' | 'extended' | 'paused' | 'rest';
  /** Of counted days: which one it is; of an extension it starts again. */
  readonly n?: number;
  /** Short: 转办, 六, 国庆; of a pause, why the clock stood. */
  readonly note?: string;
}
