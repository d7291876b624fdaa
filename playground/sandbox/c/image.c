/*
 * A Lua at rest as bytes, and a Lua again from such bytes: objects one by one, in the order in which they are found from the registry. One
 * description of each kind of object serves both ways. Lua's own functions are known by their places in the module: only the module that
 * made the bytes can read them. This file is compiled together with Lua's own.
 */
#include <stdio.h>
#include <stdlib.h>
#include "lauxlib.h"
#include "image.h"

/* What is alike lies together: it compresses better. */
enum { COUNTS, TAGS, STRINGS_LOW, STRINGS_HIGH, OBJECTS, SIZES, TEXT, OPCODES, A, B, C, LINES, DEBUG, NUMBERS, BYTES, STREAMS };
enum { STRING, TABLE, LUA_CLOSURE, C_CLOSURE, USERDATA, THREAD, PROTO, UPVALUE, KINDS };

typedef struct { unsigned char *at, *end, *start; } stream;
typedef struct { GCObject **items; unsigned size, room; } list;

static struct {
	lua_State *L;
	int writes;
	stream streams[STREAMS];
	list known[KINDS];
	list pending;
	/* When writing: objects by their address, and which of their kind they are. */
	struct { const void *object; unsigned number; } *index;
	unsigned mask;
	const char *problem;
} image;

static void add(list *to, GCObject *object) {
	if (to->size == to->room) {
		to->room = to->room ? to->room * 2 : 1024;
		GCObject **more = realloc(to->items, to->room * sizeof *more);
		if (more == NULL) luaM_error(image.L);
		to->items = more;
	}
	to->items[to->size++] = object;
}

/* Bytes of a stream, to write to or to read from. */
static unsigned char *part(int name, size_t size) {
	stream *s = &image.streams[name];
	if ((size_t)(s->end - s->at) < size) {
		if (!image.writes) luaG_runerror(image.L, "the image is cut short");
		size_t used = s->at - s->start, room = (used + size) * 2;
		unsigned char *more = realloc(s->start, room);
		if (more == NULL) luaM_error(image.L);
		*s = (stream){ more + used, more + room, more };
	}
	s->at += size;
	return s->at - size;
}

/* These take what is to be written, and give what was written or read. */

static unsigned byte(int name, unsigned value) {
	unsigned char *at = part(name, 1);
	if (image.writes) *at = (unsigned char)value;
	return *at;
}

static unsigned number(int name, unsigned value) {
	unsigned result = 0;
	for (int shift = 0;; shift += 7, value >>= 7) {
		unsigned seven = byte(name, (value & 0x7f) | (value > 0x7f ? 0x80 : 0));
		result |= (seven & 0x7f) << shift;
		if (seven < 0x80) return result;
	}
}

static void raw(int name, void *bytes, size_t size) {
	unsigned char *at = part(name, size);
	if (image.writes) memcpy(at, bytes, size);
	else memcpy(bytes, at, size);
}

static int kind_of(const GCObject *object) {
	switch (object->tt) {
		case LUA_VLCL: return LUA_CLOSURE;
		case LUA_VCCL: return C_CLOSURE;
		case LUA_VTABLE: return TABLE;
		case LUA_VUSERDATA: return USERDATA;
		case LUA_VTHREAD: return THREAD;
		case LUA_VPROTO: return PROTO;
		case LUA_VUPVAL: return UPVALUE;
		default: return STRING;
	}
}

static unsigned slot_of(const void *object) {
	unsigned slot = (unsigned)((size_t)object >> 3) * 2654435761u >> 8;
	for (slot &= image.mask; image.index[slot].object != NULL && image.index[slot].object != object;)
		slot = (slot + 1) & image.mask;
	return slot;
}

static void know(int kind, GCObject *object) {
	if (image.writes) {
		unsigned slot = slot_of(object);
		image.index[slot].object = object;
		image.index[slot].number = image.known[kind].size;
	}
	add(&image.known[kind], object);
}

static GCObject *begin(int kind, GCObject *object);

enum { NONE, NEW, KNOWN };

/* A reference to an object of this kind, or to none. */
static GCObject *reference(int kind, GCObject *object) {
	unsigned which = NONE;
	if (image.writes && object != NULL) {
		unsigned slot = slot_of(object);
		which = image.index[slot].object == NULL ? NEW : KNOWN + image.index[slot].number;
	}
	if (kind == STRING) {
		unsigned low = byte(STRINGS_LOW, which & 0xff);
		which = low | number(STRINGS_HIGH, which >> 8) << 8;
	} else which = number(OBJECTS, which);
	if (which == NONE) return NULL;
	if (which >= KNOWN) {
		if (which - KNOWN >= image.known[kind].size) luaG_runerror(image.L, "the image is damaged");
		return image.known[kind].items[which - KNOWN];
	}
	object = begin(kind, object);
	know(kind, object);
	if (kind != STRING) add(&image.pending, object);
	return object;
}

static void value(TValue *v) {
	int tag = (int)byte(TAGS, ttypetag(v));
	GCObject *o = image.writes && iscollectable(v) ? gcvalue(v) : NULL;
	switch (tag) {
		case LUA_VNUMINT: case LUA_VNUMFLT: raw(NUMBERS, &val_(v), 8); break;
		case LUA_VLCF: case LUA_VLIGHTUSERDATA: {
			extern char __heap_base;
			if (image.writes && pvalue(v) >= (void *)&__heap_base) image.problem = "light userdata that points into memory";
			val_(v).p = (void *)number(NUMBERS, (unsigned)(size_t)val_(v).p);
			break;
		}
		case LUA_VSHRSTR: case LUA_VLNGSTR: val_(v).gc = reference(STRING, o); break;
		case LUA_VTABLE: val_(v).gc = reference(TABLE, o); break;
		case LUA_VLCL: val_(v).gc = reference(LUA_CLOSURE, o); break;
		case LUA_VCCL: val_(v).gc = reference(C_CLOSURE, o); break;
		case LUA_VUSERDATA: val_(v).gc = reference(USERDATA, o); break;
		case LUA_VTHREAD: val_(v).gc = reference(THREAD, o); break;
	}
	settt_(v, novariant(tag) >= LUA_TSTRING && tag != LUA_VLCF ? ctb(tag) : tag);
}

#define OBJECT(kind, type, field) ((field) = (type *)reference((kind), (GCObject *)(field)))
#define COUNT(field) ((field) = number(COUNTS, (unsigned)(field)))
#define SMALL(field) ((field) = (lu_byte)byte(COUNTS, (field)))

/* A place in a thread's stack, counted from its start. */
#define PLACE(thread, at) \
	((at) = (thread)->stack.p + number(COUNTS, image.writes ? (unsigned)((at) - (thread)->stack.p) : 0))

/* The thread in whose stack an open variable is. */
static lua_State *owner_of(const UpVal *up) {
	for (GCObject *o = G(image.L)->allgc;; o = o->next)
		if (o->tt == LUA_VTHREAD && uplevel(up) >= gco2th(o)->stack.p && uplevel(up) < gco2th(o)->stack_last.p) return gco2th(o);
}

/* As much of an object as is needed to refer to it. */
static GCObject *begin(int kind, GCObject *object) {
	lua_State *L = image.L;
	switch (kind) {
		case STRING: {
			TString *text = (TString *)object;
			size_t size = number(SIZES, image.writes ? (unsigned)tsslen(text) : 0);
			char *at = (char *)part(TEXT, size);
			if (!image.writes) return obj2gco(luaS_newlstr(L, at, size));
			memcpy(at, getstr(text), size);
			return object;
		}
		case TABLE: return image.writes ? object : obj2gco(luaH_new(L));
		case LUA_CLOSURE: {
			unsigned size = byte(COUNTS, image.writes ? gco2lcl(object)->nupvalues : 0);
			return image.writes ? object : obj2gco(luaF_newLclosure(L, (int)size));
		}
		case C_CLOSURE: {
			unsigned size = byte(COUNTS, image.writes ? gco2ccl(object)->nupvalues : 0);
			return image.writes ? object : obj2gco(luaF_newCclosure(L, (int)size));
		}
		case USERDATA: {
			unsigned size = number(COUNTS, image.writes ? (unsigned)gco2u(object)->len : 0);
			unsigned values = number(COUNTS, image.writes ? gco2u(object)->nuvalue : 0);
			return image.writes ? object : obj2gco(luaS_newudata(L, size, (int)values));
		}
		case THREAD: {
			unsigned size = number(COUNTS, image.writes ? (unsigned)stacksize(gco2th(object)) : 0);
			if (image.writes) return object;
			lua_State *thread = lua_newthread(L);
			L->top.p--;
			luaD_reallocstack(thread, (int)size, 1);
			return obj2gco(thread);
		}
		case PROTO: return image.writes ? object : obj2gco(luaF_newproto(L));
		default: {
			UpVal *up = (UpVal *)object;
			if (byte(COUNTS, image.writes ? upisopen(up) : 0)) {
				/* It is a slot of a thread's stack. */
				lua_State *thread = image.writes ? owner_of(up) : NULL;
				OBJECT(THREAD, lua_State, thread);
				StkId level = image.writes ? uplevel(up) : NULL;
				PLACE(thread, level);
				return image.writes ? object : obj2gco(luaF_findupval(thread, level));
			}
			if (image.writes) return object;
			up = gco2upv(luaC_newobj(L, LUA_VUPVAL, sizeof(UpVal)));
			up->v.p = &up->u.value;
			setnilvalue(up->v.p);
			return obj2gco(up);
		}
	}
}

static void table(Table *t) {
	lua_State *L = image.L;
	OBJECT(TABLE, Table, t->metatable);
	unsigned size = number(COUNTS, image.writes ? luaH_realasize(t) : 0);
	unsigned room = number(COUNTS, isdummy(t) ? 0 : 1u + t->lsizenode), used = 0;
	if (!image.writes) luaH_resize(L, t, size, room ? 1u << (room - 1) : 0);
	for (unsigned i = 0; i < size; i++) value(&t->array[i]);
	if (image.writes && room) for (int i = 0; i < sizenode(t); i++) used += !isempty(gval(gnode(t, i)));
	used = number(COUNTS, used);
	for (unsigned node = 0; used > 0; node++) {
		TValue key, content;
		if (image.writes) {
			if (isempty(gval(gnode(t, node)))) continue;
			getnodekey(L, &key, gnode(t, node));
			setobj(L, &content, gval(gnode(t, node)));
		}
		value(&key);
		value(&content);
		if (!image.writes) luaH_set(L, t, &key, &content);
		used--;
	}
	invalidateTMcache(t);
}

#define VECTOR(array, size, type) \
	((size) = (int)number(COUNTS, (unsigned)(size)), image.writes ? 0 : ((array) = luaM_newvector(image.L, (size), type), 0))

static void proto(Proto *p) {
	SMALL(p->numparams), SMALL(p->is_vararg), SMALL(p->maxstacksize);
	p->linedefined = (int)number(DEBUG, (unsigned)p->linedefined);
	p->lastlinedefined = p->linedefined + (int)number(DEBUG, (unsigned)(p->lastlinedefined - p->linedefined));
	OBJECT(STRING, TString, p->source);
	VECTOR(p->code, p->sizecode, Instruction);
	for (int i = 0; i < p->sizecode; i++) {
		Instruction code = image.writes ? p->code[i] : 0;
		unsigned op = byte(OPCODES, (code & 0x7f) | (code >> 15 & 1) << 7);
		unsigned a = byte(A, code >> 7), b = byte(B, code >> 16), c = byte(C, code >> 24);
		p->code[i] = (op & 0x7f) | a << 7 | (op >> 7) << 15 | b << 16 | c << 24;
	}
	VECTOR(p->k, p->sizek, TValue);
	for (int i = 0; i < p->sizek; i++) value(&p->k[i]);
	VECTOR(p->upvalues, p->sizeupvalues, Upvaldesc);
	for (int i = 0; i < p->sizeupvalues; i++) {
		Upvaldesc *up = &p->upvalues[i];
		OBJECT(STRING, TString, up->name);
		SMALL(up->instack), SMALL(up->idx), SMALL(up->kind);
	}
	VECTOR(p->p, p->sizep, Proto *);
	for (int i = 0; i < p->sizep; i++) OBJECT(PROTO, Proto, p->p[i]);
	VECTOR(p->lineinfo, p->sizelineinfo, ls_byte);
	raw(LINES, p->lineinfo, (size_t)p->sizelineinfo);
	VECTOR(p->abslineinfo, p->sizeabslineinfo, AbsLineInfo);
	for (int i = 0; i < p->sizeabslineinfo; i++) {
		p->abslineinfo[i].pc = (int)number(DEBUG, (unsigned)p->abslineinfo[i].pc);
		p->abslineinfo[i].line = (int)number(DEBUG, (unsigned)p->abslineinfo[i].line);
	}
	VECTOR(p->locvars, p->sizelocvars, LocVar);
	for (int i = 0, from = 0; i < p->sizelocvars; i++) {
		LocVar *local = &p->locvars[i];
		OBJECT(STRING, TString, local->varname);
		from = local->startpc = from + (int)number(DEBUG, (unsigned)(local->startpc - from));
		local->endpc = from + (int)number(DEBUG, (unsigned)(local->endpc - from));
	}
}

/* Of files only those that every module has; what else C has made is refused. */
static int is_kept(const Udata *data) {
	if (data->metatable == NULL) return 1;
	TString *name = luaS_newliteral(image.L, "__name");
	const TValue *type = luaH_getstr(data->metatable, name);
	if (!ttisstring(type) || strcmp(getstr(tsvalue(type)), LUA_FILEHANDLE) != 0) return 0;
	const luaL_Stream *file = (const luaL_Stream *)getudatamem(data);
	return file->closef == NULL || file->f == stdin || file->f == stdout || file->f == stderr;
}

static void userdata(Udata *data) {
	if (image.writes && !is_kept(data)) image.problem = "something that C has made";
	OBJECT(TABLE, Table, data->metatable);
	for (int i = 0; i < data->nuvalue; i++) value(&data->uv[i].uv);
	raw(BYTES, getudatamem(data), data->len);
}

static void frame(lua_State *thread, CallInfo *ci) {
	PLACE(thread, ci->func.p);
	PLACE(thread, ci->top.p);
	ci->nresults = (short)number(COUNTS, (unsigned short)ci->nresults);
	ci->callstatus = (unsigned short)number(COUNTS, ci->callstatus);
	COUNT(ci->u2.funcidx);
	if (isLua(ci)) {
		ci->u.l.trap = (l_signalT)number(COUNTS, (unsigned)ci->u.l.trap);
		COUNT(ci->u.l.nextraargs);
	} else {
		ci->u.c.k = (lua_KFunction)(size_t)number(COUNTS, (unsigned)(size_t)ci->u.c.k);
		COUNT(ci->u.c.old_errfunc);
		COUNT(ci->u.c.ctx);
	}
}

static void thread(lua_State *thread) {
	/* The main thread waits for its first call. */
	if (thread == G(image.L)->mainthread) return;
	if (image.writes && thread->tbclist.p != thread->stack.p) image.problem = "a variable that is still to be closed";
	SMALL(thread->status), SMALL(thread->allowhook);
	thread->hook = (lua_Hook)(size_t)number(COUNTS, (unsigned)(size_t)thread->hook);
	thread->hookmask = (l_signalT)number(COUNTS, (unsigned)thread->hookmask);
	COUNT(thread->basehookcount), COUNT(thread->hookcount), COUNT(thread->oldpc), COUNT(thread->errfunc);
	PLACE(thread, thread->top.p);
	for (StkId at = thread->stack.p; at < thread->top.p; at++) value(s2v(at));
	unsigned frames = 0;
	if (image.writes) for (CallInfo *ci = &thread->base_ci; ci != thread->ci; ci = ci->next) frames++;
	frames = number(COUNTS, frames);
	CallInfo *ci = &thread->base_ci;
	for (frame(thread, ci); frames > 0; frames--, frame(thread, ci))
		ci = image.writes ? ci->next : (thread->ci = luaE_extendCI(thread));
}

/* Where a thread goes on, when the code of all functions is there. */
static void going_on(lua_State *thread) {
	for (CallInfo *ci = &thread->base_ci;; ci = ci->next) {
		if (isLua(ci)) {
			const Instruction *code = ci_func(ci)->p->code;
			ci->u.l.savedpc = code + number(COUNTS, image.writes ? (unsigned)(ci->u.l.savedpc - code) : 0);
		}
		if (ci == thread->ci) return;
	}
}

static void contents(GCObject *o) {
	switch (kind_of(o)) {
		case TABLE: table(gco2t(o)); break;
		case LUA_CLOSURE:
			OBJECT(PROTO, Proto, gco2lcl(o)->p);
			for (int i = 0; i < gco2lcl(o)->nupvalues; i++) OBJECT(UPVALUE, UpVal, gco2lcl(o)->upvals[i]);
			break;
		case C_CLOSURE:
			gco2ccl(o)->f = (lua_CFunction)(size_t)number(NUMBERS, (unsigned)(size_t)gco2ccl(o)->f);
			for (int i = 0; i < gco2ccl(o)->nupvalues; i++) value(&gco2ccl(o)->upvalue[i]);
			break;
		case USERDATA: userdata(gco2u(o)); break;
		case THREAD: thread(gco2th(o)); break;
		case PROTO: proto(gco2p(o)); break;
		case UPVALUE:
			if (!upisopen(gco2upv(o))) value(gco2upv(o)->v.p);
			break;
	}
}

/* What has a finalizer, of tables and userdata. */
static void finalizers(lua_State *L) {
	GCObject *o = image.writes ? G(L)->finobj : NULL;
	for (;;) {
		unsigned kind = byte(COUNTS, o == NULL ? KINDS : (unsigned)kind_of(o));
		if (kind == KINDS) return;
		GCObject *found = reference((int)kind, o);
		if (image.writes) o = o->next;
		else luaC_checkfinalizer(L, found, kind == TABLE ? gco2t(found)->metatable : gco2u(found)->metatable);
	}
}

static void everything(lua_State *L) {
	global_State *g = G(L);
	know(THREAD, obj2gco(g->mainthread));
	value(&g->l_registry);
	for (int i = 0; i < LUA_NUMTYPES; i++) OBJECT(TABLE, Table, g->mt[i]);
	while (image.pending.size > 0) contents(image.pending.items[--image.pending.size]);
	for (unsigned i = 1; i < image.known[THREAD].size; i++) going_on(gco2th(image.known[THREAD].items[i]));
	finalizers(L);
	SMALL(g->gcpause), SMALL(g->gcstepmul), SMALL(g->gcstepsize), SMALL(g->genminormul), SMALL(g->genmajormul);
}

static void forget(void) {
	for (int i = 0; i < KINDS; i++) free(image.known[i].items);
	for (int i = 0; image.writes && i < STREAMS; i++) free(image.streams[i].start);
	free(image.pending.items);
	free(image.index);
	memset(&image, 0, sizeof image);
}

/* In front of the streams: their sizes. */
static unsigned sizes[STREAMS];

const char *write_image(lua_State *L, char **bytes, size_t *size) {
	image.L = L;
	image.writes = 1;
	/* Finalizers run in the first, and what they leave goes in the second. */
	for (int i = 0; i < 2; i++) lua_gc(L, LUA_GCCOLLECT);
	if (G(L)->gckind != KGC_INC) return "generational garbage collection is on";
	unsigned objects = 1024;
	for (GCObject *o = G(L)->allgc; o != NULL; o = o->next) objects++;
	for (image.mask = 1; image.mask < objects * 2; image.mask *= 2) {}
	image.index = calloc(image.mask--, sizeof *image.index);
	if (image.index == NULL) return "there is not enough memory";
	everything(L);
	*size = sizeof sizes;
	for (int i = 0; i < STREAMS; i++) *size += sizes[i] = (unsigned)(image.streams[i].at - image.streams[i].start);
	char *at = *bytes = malloc(*size);
	if (at == NULL) return "there is not enough memory";
	memcpy(at, sizes, sizeof sizes);
	at += sizeof sizes;
	for (int i = 0; i < STREAMS; at += sizes[i++]) memcpy(at, image.streams[i].start, sizes[i]);
	const char *problem = image.problem;
	forget();
	return problem;
}

void read_image(lua_State *L, char *bytes, size_t size) {
	global_State *g = G(L);
	image.L = L;
	image.writes = 0;
	/* Nothing refers to new objects until all are there. */
	g->gcstp = GCSTPGC;
	g->gcstopem = 1;
	if (size < sizeof sizes) luaG_runerror(L, "the image is cut short");
	memcpy(sizes, bytes, sizeof sizes);
	unsigned char *at = (unsigned char *)bytes + sizeof sizes, *end = (unsigned char *)bytes + size;
	for (int i = 0; i < STREAMS; at += sizes[i++]) {
		if (sizes[i] > (size_t)(end - at)) luaG_runerror(L, "the image is cut short");
		image.streams[i] = (stream){ at, at + sizes[i], at };
	}
	everything(L);
	forget();
	g->gcstopem = 0;
	g->gcstp = 0;
	g->GCestimate = gettotalbytes(g);
	setpause(g);
}
