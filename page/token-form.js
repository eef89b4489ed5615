/** Asks for the admin token, when the server wants one. */
import { html, useEffect, useRef } from './htm.js'

/** `refusal` is what the server said; `wasTried` is true when it said so of a token. */
export const TokenForm = ({ refusal, wasTried, onToken }) => {
  const field = useRef(null)
  useEffect(() => field.current.focus(), [])

  const onSubmit = (event) => {
    event.preventDefault()
    const token = field.current.value.trim()
    if (token !== '') onToken(token)
  }
  return html`<main class="gate">
    <form onSubmit=${onSubmit}>
      <img src="page/icon.svg" alt="" width="40" height="40" />
      <h1>This membermock asks for a token</h1>
      <p>It was started with <code>--admin-token</code>. The token stays in this tab until you close it.</p>
      <label for="token">Admin token</label>
      <div class="together">
        <input
          id="token"
          ref=${field}
          type="password"
          autocomplete="current-password"
          aria-describedby="token-said"
          aria-invalid=${wasTried}
        />
        <button type="submit" class="primary">Open</button>
      </div>
      <p id="token-said" class="wrong" role="alert">${wasTried ? `That was not it: ${refusal.message}.` : ''}</p>
    </form>
  </main>`
}
