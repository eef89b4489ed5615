/** What is planned to befall requests, and how many a vendor lets through. */
import { Faults } from './faults.js'
import { html } from './htm.js'
import { Limits } from './limits.js'

export const Steering = (parts) => html`<div class="steering">
  <${Faults} ...${parts} />
  <${Limits} ...${parts} />
</div>`
