import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { businessNow } from '../../../domain/time/business-clock.js';
import { CampaignsRepository } from '../../../domain/campaigns/campaigns.repository.js';
import { FALLBACK, REPORTED } from '../../../domain/campaigns/compile-catalogue.js';
import { FALLBACK_SCOPE, listScope } from '../../../domain/campaigns/catalogue/catalogue-scopes.js';
import { CataloguesRepository } from '../../../domain/campaigns/catalogue/catalogues.repository.js';
import { freezeVersion, openDraft } from '../../../domain/campaigns/catalogue/catalogue-versions.js';
import { importList } from '../../../domain/campaigns/catalogue/import-list.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import type { AttachmentType } from '../cases/attachments/attachment-type.js';
import { fileName } from '../cases/attachments/file-name.js';
import type { Actor } from '../platform/identity/actor.js';
import { fileForm, type FileForm } from '../platform/http/multipart.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { CampaignAccessService } from './campaign-access.service.js';
import { visibleUnits } from './visible-campaigns.js';
import { validationPipe } from '../platform/problems/validation.js';
import { FallbackListFields, type FallbackListView, type ListView } from './campaigns.dto.js';

export interface ListFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const XLSX: AttachmentType = {
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extensions: ['xlsx'],
};
const CSV: AttachmentType = { mediaType: 'text/csv', extensions: ['csv'] };

/** Uploads of power lists. Each list becomes a frozen version, or is rejected as a whole. */
@Injectable()
export class CampaignListsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly campaigns: CampaignsRepository,
    private readonly catalogues: CataloguesRepository,
    private readonly access: CampaignAccessService,
    private readonly attachments: AttachmentStore,
  ) {}

  /**
   * Imports a department's own list, while it has a task to report one. The file is attached to the department's process.
   *
   * @throws {DubanError} NOT_FOUND, TASK_NOT_OPEN, LIST_REJECTED with every bad row
   */
  async upload(actor: Actor, id: string, upload: { unit: string; file: ListFile }): Promise<ListView> {
    const { unit, file } = upload;
    await this.access.assertVisible(actor, id);
    const units = visibleUnits(actor);
    const department =
      units === null || units.includes(unit) ? await this.campaigns.reportingProcess(id, unit) : undefined;
    if (!department) throw new DubanError('NOT_FOUND', detail('campaigns.noDepartment'));
    if (!department.canReport) throw new DubanError('TASK_NOT_OPEN', detail('campaigns.noListTask'));
    const list = await this.import(actor, {
      scope: listScope(id, unit),
      source: REPORTED,
      reporter: unit,
      file,
    });
    const type = file.bytes.subarray(0, 2).toString('latin1') === 'PK' ? XLSX : CSV;
    const { id: attachment } = await this.attachments.save(
      { name: file.name, content: Readable.from([file.bytes]) },
      { account: actor.id },
      type,
    );
    await this.attachments.attach(this.dataSource.manager, [attachment], {
      process: department.id,
      uploadedBy: actor.id,
    });
    return list;
  }

  /** Imports a fallback list, which stands in for units that do not report. @throws {DubanError} LIST_REJECTED */
  async fallback(actor: Actor, file: ListFile, of: FallbackListFields): Promise<FallbackListView> {
    const { name, number = null, date } = of;
    const list = await this.import(actor, { scope: FALLBACK_SCOPE, source: FALLBACK, reporter: null, file });
    await this.catalogues.addFallbackList({ id: list.id, name, number, dated: date });
    return { ...list, name, number, date };
  }

  private async import(
    actor: Actor,
    list: { scope: string; source: string; reporter: string | null; file: ListFile },
  ): Promise<ListView> {
    const { scope, source, reporter, file } = list;
    const at = businessNow();
    const { id: versionId } = await openDraft(this.dataSource, {
      id: randomUUID(),
      scope,
      note: file.name.slice(0, 200),
      at,
      empty: true,
    });
    const report = await importList(this.dataSource, {
      versionId,
      source,
      reporter,
      fileName: file.name.slice(0, 200),
      bytes: file.bytes,
      account: actor.id,
      at,
    });
    if (!report.accepted) {
      const { issues, issueCount } = report;
      throw new DubanError('LIST_REJECTED', detail('catalogue.listRejected', { count: issueCount }), {
        issueCount,
        issues: issues.map(({ sheet, row, column, ...text }) => ({
          ...text,
          field: [sheet, row && `第${row}行`, column].filter(Boolean).join(' ') || 'file',
        })),
      });
    }
    await freezeVersion(this.dataSource, versionId, at);
    return {
      id: versionId,
      items: report.items,
      units: [...report.units],
      ignoredSheets: [...report.ignoredSheets],
      ignoredRows: [...report.ignoredRows],
      firstItems: report.firstItems.map(({ unit, name, code, powerType, guideUrl }) => ({
        ...{ unit, name, code, powerType, guideUrl },
      })),
      withoutCode: report.withoutCode,
    };
  }
}

/** The first file of an upload. @throws {DubanError} MEDIA_TYPE_NOT_ALLOWED, MALFORMED_REQUEST, LIST_REJECTED */
export const readListFile = async (request: FastifyRequest): Promise<ListFile> =>
  listFileOf(await fileForm(request));

/**
 * The first file of an upload, with what the list is called.
 *
 * @throws {DubanError} MEDIA_TYPE_NOT_ALLOWED, MALFORMED_REQUEST, LIST_REJECTED, VALIDATION_FAILED
 */
export async function readFallbackList(
  request: FastifyRequest,
): Promise<{ file: ListFile; of: FallbackListFields }> {
  const form = await fileForm(request);
  const file = listFileOf(form);
  const of = (await validationPipe().transform(form.fields, {
    type: 'body',
    metatype: FallbackListFields,
  })) as FallbackListFields;
  return { file, of: { ...of, name: of.name.replace(/^《|》$/g, '') } };
}

function listFileOf({ file }: FileForm): ListFile {
  if (!file) throw DubanError.ofFields('LIST_REJECTED', [issue('file', 'cases.noFileSent')]);
  return { name: fileName(file.name, 'LIST_REJECTED'), bytes: file.bytes };
}
