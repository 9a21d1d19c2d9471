import type { NewCampaignForm } from '../../model/new-campaign.js';
import type { Preset } from '../../setup-api.js';

/** What every part of the form is given. */
export interface SetupProps {
  readonly form: NewCampaignForm;
  /** The plan that is followed; undefined: none. */
  readonly preset: Preset | undefined;
  readonly onChange: (form: NewCampaignForm) => void;
  /** What the server says against a field. */
  readonly faultOf: (field: string) => string | undefined;
  readonly today: string;
}
