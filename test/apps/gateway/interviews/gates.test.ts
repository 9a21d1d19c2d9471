import { embeddedVideo } from '../../../../apps/gateway/interviews/public/video-address.js';
import { earliestLiveAt, leadWarning, tooSoon } from '../../../../domain/interviews/preview-lead.js';
import { at, clockTime, qdn2015 } from '../../../domain/cases/time-limits/seeded.js';

describe('the lead of a preview', () => {
  it.each([
    ['2015-06-14T09:00', '2015-06-17 00:00'],
    ['2015-06-14T23:59', '2015-06-17 00:00'],
    ['2015-06-15T00:00', '2015-06-18 00:00'],
  ])('a preview of %s with three days allows to go live from %s on', (published, earliest) => {
    expect(clockTime(earliestLiveAt(qdn2015, at(published)))).toBe(earliest);
  });

  it.each([
    ['2015-06-10T09:00', null],
    ['2015-06-11T09:00', '预告 6 日，少于建议的 7 日'],
    ['2015-06-14T09:00', '预告 3 日，少于建议的 7 日'],
    ['2015-06-15T09:00', '预告不足3日，最早2015年6月18日 00:00方可开始直播，请延期'],
  ])('a preview of %s for an interview on 17 June at ten has the warning: %s', (published, warning) => {
    expect(leadWarning(qdn2015, { previewAt: at(published), liveAt: at('2015-06-17T10:00') })).toBe(warning);
  });

  it('the warning goes by the start that was fixed with the preview, not by a later policy', () => {
    const lead = { previewAt: at('2015-06-15T09:00'), liveAt: at('2015-06-17T10:00') };

    expect(leadWarning(qdn2015, { ...lead, earliest: lead.previewAt })).toBe('预告 2 日，少于建议的 7 日');
    expect(leadWarning(qdn2015, { ...lead, earliest: at('2015-06-20T00:00') })).toBe(
      '预告不足5日，最早2015年6月20日 00:00方可开始直播，请延期',
    );
  });

  it('a lead of zero days allows to go live at once; without a setting the preset’s lead applies', () => {
    const none = { ...qdn2015, interviewPreview: { desiredDays: 7, minimumDays: 0 } };
    const { interviewPreview: _, ...silent } = qdn2015;
    const published = at('2015-06-14T09:00');

    expect(earliestLiveAt(none, published)).toBe(published);
    expect(earliestLiveAt(silent, published)).toBe(earliestLiveAt(qdn2015, published));
  });
});

describe('an interview that is made', () => {
  const now = at('2015-06-14T09:00');

  it('on the first day that its preview allows is accepted', () => {
    expect(tooSoon(qdn2015, now, at('2015-06-17T00:00'))).toBeNull();
  });

  it('for an earlier day is refused with the first possible one', () => {
    expect(tooSoon(qdn2015, now, at('2015-06-16T23:59'))).toMatchObject({
      field: 'liveAt',
      code: 'interviews.tooSoon',
      params: { days: 3, earliest: '2015-06-17' },
    });
  });
});

describe('the address of a video', () => {
  const hosts = ['video.example.gov.cn'];

  it('a video address becomes data for a sandboxed frame', () => {
    expect(embeddedVideo('https://video.example.gov.cn/live?id=1', hosts)).toEqual({
      url: 'https://video.example.gov.cn/live?id=1',
      host: 'video.example.gov.cn',
      sandbox: 'allow-scripts allow-same-origin allow-presentation',
      referrerPolicy: 'no-referrer',
    });
  });

  it.each([
    ['no address', '<iframe src="https://video.example.gov.cn/">'],
    ['http', 'http://video.example.gov.cn/'],
    ['script', "javascript:alert('https://video.example.gov.cn')"],
    ['another host', 'https://video.example.com/'],
    ['a host that begins alike', 'https://video.example.gov.cn.evil.example/'],
    ['a host below', 'https://a.video.example.gov.cn/'],
    ['credentials', 'https://video.example.gov.cn@evil.example/'],
    ['credentials of the host', 'https://user@video.example.gov.cn/'],
    ['another port', 'https://video.example.gov.cn:8443/'],
  ])('a video address with %s is refused', (_what, address) => {
    expect(embeddedVideo(address, hosts)).toBeNull();
  });

  it('markup in a video address is escaped', () => {
    expect(embeddedVideo('https://video.example.gov.cn/"><script>', hosts)!.url).not.toMatch(/["<>]/);
  });
});
