/**
 * Who may call each operation: `anyone`, `staff` (every signed-in account), or roles and scopes of which one is needed. Written
 * down here and compared with the gateway, so that a change of a guard is a change of this table as well.
 */
const GROUPS: readonly (readonly [callers: string, operations: string])[] = [
  [
    'staff',
    `
    auth_logout auth_logoutSession auth_me attachments_upload attachments_download tasks_list tasks_export
    tasks_get tasks_complete tasks_preview tasks_claim tasks_release tasks_delegate taskBatches_complete
    taskBatches_delegate taskDrafts_get taskDrafts_put taskDrafts_delete comments_comment comments_ofTask
    comments_ofProcess processes_list processes_export processes_get processes_timeline processes_clocks
    processes_contents processes_attachments processes_events processes_message casePath_path
    definitions_list definitions_get definitions_bpmn flow_of flow_node colleagues_list me_getCounts
    me_getPreferences me_putPreferences me_listViews me_createView me_replaceView me_deleteView
    myEvents_stream notifications_list notifications_read search_find ownAccount_changePassword
    ownAccount_sessions ownAccount_endSession ownSecondFactor_get ownSecondFactor_propose
    ownSecondFactor_confirm ownSecondFactor_renewRecoveryCodes ownSecondFactor_end duty_list duty_export duty_unit duty_name duty_end
    duty_enterAbsence duty_endAbsence letterWriter_reveal letterWriter_views letterListing_get policyDocuments_list policyDocuments_get calendar_year
    calendar_versions letters_list letters_export letters_get orders_list orders_export cards_list
    cards_export cards_get cards_explain cards_appeal campaigns_list campaigns_get campaigns_departments
    campaigns_exportDepartments campaigns_items campaigns_findings campaigns_documentList campaigns_document
    inspectedPages_get inspectedPages_file listComparisons_compare arrangements_list arrangements_get
    arrangements_listEntries surveys_list surveys_get surveys_preview surveys_figures surveys_documentList
    surveys_document surveyAnswers_list surveyAnswers_export desk_follow desk_writing interviews_list
    interviews_get interviews_documentList interviews_files interviews_document questions_list
    utterances_list utterances_draft utterances_act consultations_list consultations_get
    consultations_document consultationRules_list opinions_list opinions_groupList
  `,
  ],
  [
    'anyone',
    `
    auth_login auth_session auth_token demoAccounts_list captcha_challenge attachments_uploadAsCitizen
    portal_home portal_figures portal_site units_list publicUnits_list units_get health_live health_ready
    ownAccount_requestCode ownAccount_useCode publicPolicies_list publicPolicies_get calendar_dueDate
    publicLetters_submit publicLetters_lookup publicLetters_rate publicLetters_followUp
    publicLetters_supplement publicLetters_object publicLetters_withdraw attachments_downloadAsCitizen
    portal_preview mailboxRules_get mailboxRules_document publicCampaigns_list publicCampaigns_get publicCampaigns_table publicCampaigns_document
    publicArrangements_get publicArrangements_file publicSurveys_list publicSurveys_get publicSurveys_answer
    publicSurveys_results publicSurveys_document publicInterviews_list publicInterviews_preview
    publicInterviews_review publicInterviews_image publicInterviews_document publicQuestions_ask
    publicConsultations_list publicConsultations_get publicConsultations_opinions publicConsultations_receive
    publicConsultations_feedback publicConsultations_document feed_follow
  `,
  ],
  [
    'agency-clerk',
    `
    policyDocuments_register policyDocuments_setFinalText arrangements_add arrangements_replace
    arrangements_remove consultations_create consultations_put opinions_decide opinions_create
    opinions_suggestions opinions_change verdictDrafts_list verdictDrafts_save
  `,
  ],
  [
    'info-editor info-reviewer',
    `
    surveyAnswers_decide surveyAnswers_quote surveyAnswers_unquote interviews_assign interviews_candidates
    interviews_embed interviews_postpone interviews_callOff interviews_summarise questions_decide
    questions_choose questions_restore
  `,
  ],
  [
    'admin-system supervisor',
    `
    recalculations_list recalculations_get
  `,
  ],
  [
    'admin-system county-admin',
    `
    unitAdministration_create unitAdministration_change accountImport_run accounts_create accounts_change
    accounts_disable accounts_enable unitClosings_preview unitClosings_close unitClosings_withdraw
  `,
  ],
  [
    'service-centre supervisor',
    `
    campaigns_create campaigns_fallback campaigns_events campaignDates_preview campaignDates_correct
    campaignSetup_presets campaignSetup_preview
  `,
  ],
  [
    'admin-security admin-system county-admin',
    `
    accounts_lock accounts_resetSecondFactor accounts_admitCode accounts_voidCodes roleGrants_propose roleGrants_reject
  `,
  ],
  [
    'supervisor petition-office mailbox-office mailbox-reviewer agency-clerk agency-signer',
    `
    letterStatistics_ofMonth statistics_export letterStatistics_months letterStatistics_steps
    letterStatistics_open
  `,
  ],
  [
    'legal-officer',
    `
    policyDocuments_mark policyDocuments_ask policyDocuments_decide consultationRules_enter
  `,
  ],
  [
    'supervision:read',
    `
    feed_events feed_acknowledged feed_acknowledge feed_snapshot
  `,
  ],
  [
    'agency-clerk agency-signer',
    `
    interviews_prepare interviews_report questions_answer consultations_withdraw
  `,
  ],
  [
    'supervisor',
    `
    tasks_reassign processes_suspend processes_resume
  `,
  ],
  [
    'supervisor admin-system',
    `
    processes_cancel waitingCommands_list waitingCommands_withdraw
  `,
  ],
  [
    'admin-security admin-audit admin-system county-admin',
    `
    accounts_list accounts_get unitAdministration_record
  `,
  ],
  [
    'admin-system',
    `
    calendarReading_readNotice calendarReading_readTable calendar_putYear
  `,
  ],
  [
    'info-editor',
    `
    arrangements_create arrangements_decide arrangements_change
  `,
  ],
  [
    'agency-clerk info-editor info-reviewer',
    `
    surveys_create surveys_edit interviews_create
  `,
  ],
  [
    'admin-audit',
    `
    audit_list audit_verify audit_export
  `,
  ],
  [
    'admin-security',
    `
    roleGrants_revoke clients_propose clients_rotate clients_end
  `,
  ],
  [
    'petition-office',
    `
    policies_enter policies_activate
  `,
  ],
  [
    'supervisor efficiency supervision:write',
    `
    supervision_raise supervision_decide
  `,
  ],
  [
    'service-centre',
    `
    campaigns_review listComparisons_decide
  `,
  ],
  [
    'admin-security county-admin',
    `
    accounts_unlock
  `,
  ],
  [
    'admin-security admin-system admin-audit county-admin',
    `
    roleGrants_roles
  `,
  ],
  [
    'admin-security admin-system admin-audit',
    `
    clients_list clients_acts
  `,
  ],
  [
    'admin-security admin-system',
    `
    clients_confirm clients_reject roleGrants_confirm
  `,
  ],
  [
    'supervisor info-editor info-reviewer agency-clerk agency-signer',
    `
    assessment_list
  `,
  ],
  [
    'supervisor petition-office supervision:write',
    `
    supervision_order
  `,
  ],
  [
    'supervisor petition-office',
    `
    orders_sendBatch
  `,
  ],
  [
    'supervisor efficiency',
    `
    cards_stop
  `,
  ],
  [
    'agency-clerk service-centre',
    `
    campaigns_upload
  `,
  ],
  [
    'agency-clerk info-editor',
    `
    opinions_moderate
  `,
  ],
  [
    'admin-system supervisor petition-office legal-officer',
    `
    ruleProposals_list ruleProposals_get ruleProposals_preview ruleProposals_clocks ruleProposals_approve ruleProposals_reject ruleProposals_withdraw
  `,
  ],
  [
    'admin-system supervisor mailbox-office petition-office',
    `
    policies_list policies_get
  `,
  ],
  [
    'mailbox-office',
    `
    letterListing_writeTitle letterListing_unlist letterListing_relist
  `,
  ],
  [
    'admin-security mailbox-office discipline supervisor admin-audit',
    `
    erasures_list
  `,
  ],
  [
    'admin-security mailbox-office discipline',
    `
    erasures_propose erasures_withdraw
  `,
  ],
  [
    'admin-security supervisor discipline',
    `
    erasures_confirm erasures_reject
  `,
  ],
];

export const expectedCallers: ReadonlyMap<string, readonly string[]> = new Map(
  GROUPS.flatMap(([callers, operations]) =>
    operations
      .trim()
      .split(/\s+/)
      .map((operation) => [operation, callers.split(' ')] as const),
  ),
);

/** Whether the table admits a caller: nobody (null), or one with these roles or scopes. */
export function isAdmitted(operation: string, rights: readonly string[] | null): boolean {
  const callers = expectedCallers.get(operation);
  if (!callers) throw new Error(`no expectation for the operation '${operation}': add it to the table`);
  if (callers.includes('anyone')) return true;
  if (rights === null) return false;
  const isProgram = rights.some((right) => right.includes(':'));
  return callers.includes('staff') ? !isProgram : callers.some((caller) => rights.includes(caller));
}
