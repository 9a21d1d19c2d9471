import { addTexts } from '../../../../messages/t.js';
import { campaignSetup } from '../../../../messages/zh-CN/campaign-setup.js';

addTexts({ campaignSetup });
