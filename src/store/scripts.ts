/** What the store does in one go: scripts in its own language, so that nobody else comes in between. */
import { createHash } from 'node:crypto'
import { SANDBOX } from './names.ts'

export interface Script {
  readonly sha: string
  readonly lua: string
}

const script = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') })

/** `head` gives version and version of the base; `tail` adds what somebody needs who is in the version `known`. */
const READING = `
local function head(doc)
  local f = redis.call('HMGET', doc, 'v', 'b')
  return tonumber(f[1] or '0'), tonumber(f[2] or '0')
end
local function tail(out, doc, log, known, v, b)
  if known < b or known > v then
    out[#out + 1] = redis.call('HGET', doc, 'base') or ''
    known = b
  else
    out[#out + 1] = '='
  end
  local changes = redis.call('LRANGE', log, known - b, -1)
  if known == v then changes = {} end
  out[#out + 1] = #changes
  for _, change in ipairs(changes) do out[#out + 1] = change end
end
`

/** Above it, and above the size of the base, the changes since are made one with it. */
const LOG_BYTES = 65_536

const WRITING = `
local function add(doc, log, v, change)
  redis.call('RPUSH', log, change)
  redis.call('HSET', doc, 'v', v)
  local n = redis.call('HINCRBY', doc, 'n', #change)
  if n > ${LOG_BYTES} and n > tonumber(redis.call('HGET', doc, 'm') or '0') then return 1 end
  return 0
end
local function rebase(doc, log, v, base)
  redis.call('HSET', doc, 'v', v, 'b', v, 'base', base, 'm', #base, 'n', 0)
  redis.call('DEL', log)
end
`

/** Adds to a journal; what is too much for it goes, the oldest first. */
const NOTING = `
local function note(doc, journal, size, most, from)
  local bytes = 0
  for i = from, #ARGV do
    redis.call('RPUSH', journal, ARGV[i])
    bytes = bytes + #ARGV[i]
  end
  redis.call('HINCRBY', doc, 'jn', #ARGV - from + 1)
  bytes = redis.call('HINCRBY', doc, 'jb', bytes)
  local held = redis.call('LLEN', journal)
  while held > size or (bytes > most and held > 1) do
    bytes = redis.call('HINCRBY', doc, 'jb', -#redis.call('LPOP', journal))
    held = held - 1
  end
end
`

/**
 * KEYS: world; doc and log of the list of sandboxes; doc, log and journal of one; due; channel. ARGV: epoch; the two
 * versions known; a change of the list; a change of the sandbox; its new base; size and bytes of the journal; what
 * becomes of the journal; when the next job is due; its id; how many
 * sandboxes to delete, their ids; entries.
 */
export const COMMIT = script(`${READING}${WRITING}${NOTING}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'lost'} end
local lv, lb = head(KEYS[2])
local v, b = head(KEYS[4])
local knownList, known = tonumber(ARGV[2]), tonumber(ARGV[3])
if lv ~= knownList or v ~= known then
  local out = {'old', lv, v}
  tail(out, KEYS[2], KEYS[3], knownList, lv, lb)
  tail(out, KEYS[4], KEYS[5], known, v, b)
  return out
end
local isListLong, isLong = 0, 0
local news = ''
if ARGV[4] ~= '' then
  lv = lv + 1
  isListLong = add(KEYS[2], KEYS[3], lv, ARGV[4])
end
if ARGV[6] ~= '' then
  v = v + 1
  rebase(KEYS[4], KEYS[5], v, ARGV[6])
  news = 'v'
elseif ARGV[5] ~= '' then
  v = v + 1
  isLong = add(KEYS[4], KEYS[5], v, ARGV[5])
  news = 'v'
end
local names = tonumber(ARGV[12])
for i = 13, 12 + names do
  local name = '${SANDBOX}' .. ARGV[i]
  redis.call('DEL', name, name .. ':log', name .. ':journal')
  redis.call('ZREM', KEYS[7], ARGV[i])
end
local op = ARGV[9]
if op == 'reset' then
  redis.call('DEL', KEYS[6])
  redis.call('HDEL', KEYS[4], 'jn', 'jb', 'jc')
  redis.call('HINCRBY', KEYS[4], 'jg', 1)
  news = 'j'
elseif op == 'clear' then
  redis.call('DEL', KEYS[6])
  redis.call('HSET', KEYS[4], 'jb', 0, 'jc', redis.call('HGET', KEYS[4], 'jn') or '0')
  news = 'j'
end
local first = 13 + names
if first <= #ARGV then
  note(KEYS[4], KEYS[6], tonumber(ARGV[7]), tonumber(ARGV[8]), first)
  news = 'j'
end
if ARGV[10] == '-' then redis.call('ZREM', KEYS[7], ARGV[11])
elseif ARGV[10] ~= '' then redis.call('ZADD', KEYS[7], ARGV[10], ARGV[11]) end
if news ~= '' then redis.call('PUBLISH', KEYS[8], news) end
return {'ok', lv, v, isListLong, isLong}
`)

/** KEYS: world, doc, log. ARGV: epoch, version, the whole of that version. Nothing when it is another by now. */
export const REBASE = script(`${READING}${WRITING}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if head(KEYS[2]) ~= tonumber(ARGV[2]) then return 0 end
rebase(KEYS[2], KEYS[3], ARGV[2], ARGV[3])
return 1
`)

/** KEYS: world. ARGV: what its settings come to. Gives the epoch, and 1 for whoever has begun it. */
export const BEGIN = script(`
local world = redis.call('GET', KEYS[1])
if world then return {world, 0} end
local time = redis.call('TIME')
world = ARGV[1] .. ' ' .. time[1] .. '.' .. time[2]
redis.call('SET', KEYS[1], world)
return {world, 1}
`)

/** KEYS: a lease. ARGV: whose, and for how many milliseconds more. 1 when it is still theirs. */
export const RENEW = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {0} end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {1}
`)

/** KEYS: a lease. ARGV: whose. */
export const LEAVE = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return {}
`)

/**
 * KEYS: doc, journal. ARGV: the number of the last entry known, and how often the journal had begun anew by then. Gives how
 * often it has; the last number that was cleared; the last that is held no more; the one in front of what follows; and
 * the entries that are held and not known.
 */
export const JOURNAL = script(`
local f = redis.call('HMGET', KEYS[1], 'jn', 'jc', 'jg')
local count, cleared, beginning = tonumber(f[1] or '0'), tonumber(f[2] or '0'), f[3] or '0'
local gone = count - redis.call('LLEN', KEYS[2])
local known = tonumber(ARGV[1])
if beginning ~= ARGV[2] or known > count then known = 0 end
local skipped = math.max(0, known - gone)
local out = {beginning, cleared, gone, gone + skipped}
for _, entry in ipairs(redis.call('LRANGE', KEYS[2], skipped, -1)) do out[#out + 1] = entry end
return out
`)
