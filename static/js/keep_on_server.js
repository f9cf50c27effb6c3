// Sends the words of a form to the server's keeping. The answer says how it went; nothing is thrown.

const TIMEOUT = 10000;

export function bodyOf(values, { version, serial, token }) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  body.append("version", version);
  body.append("serial", serial);
  body.append("csrf_token", token);
  return body;
}

const WHY = { 400: "token", 401: "ended", 404: "refused", 403: "refused", 409: "refused", 422: "refused" };

export async function send(address, body) {
  try {
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT) });
    if (answer.ok) return { how: "kept", ...(await answer.json()) };
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    return { how: WHY[answer.status] ?? "away", ...told };
  } catch {
    return { how: "away" };
  }
}

// Who is signed in here now, and the token their forms carry; null person where nobody is.
export async function whoIsHere(address) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
    if (answer.ok) return { how: "here", ...(await answer.json()) };
    return { how: answer.type === "opaqueredirect" || answer.status === 401 ? "ended" : "away" };
  } catch {
    return { how: "away" };
  }
}
