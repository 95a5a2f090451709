/* The record at a time: what is in force then, by party. */
#ifndef ZO_MODEL_RECORD_H
#define ZO_MODEL_RECORD_H

#include "model/model.h"

typedef ZO_ARRAY(const zo_entry *) zo_entries;

typedef enum zo_need { ZO_NEEDED, ZO_NOT_NEEDED, ZO_NEEDED_WHEN, ZO_THROUGH_BLOC } zo_need;

/* A party that has joined by then. */
typedef struct zo_seat {
    uint32_t party;
    const zo_entry *entry;       /* its declaration in force */
    zo_need need;                /* whether its consent is needed */
    const zo_bound *when;        /* NEEDED_WHEN */
    uint32_t bloc;               /* seat of its bloc, or ZO_NONE */
    ZO_ARRAY(uint32_t) members;  /* of a bloc: seats */
    const zo_entry *alternative; /* or NULL */
    const zo_entry *abstains;    /* the latest abstention in force, or NULL */
    zo_entries stances;          /* requires, refuses, accepts */
    zo_entries signals;
    zo_entries reservations;
    zo_entries offers;
    zo_entries awaited;
    zo_entries values; /* values and prefers, at most one an issue */
    zo_entries bonuses;
    zo_entries disputed; /* denied: set aside, shown */
} zo_seat;

typedef struct zo_record {
    const zo_model *model;
    zo_time at;              /* ZO_LAST: everything */
    zo_time moment;          /* the last entry's date at or before it; ZO_ALWAYS when nothing is dated */
    ZO_ARRAY(zo_seat) seats; /* in order of the model's parties */
    const uint32_t *seat_of; /* per party: its seat, or ZO_NONE */
    zo_entries rules;
    zo_entries settled;
    zo_entries reopened; /* the reopens entries in force; target is the settled key */
    zo_entries events;   /* everything dated at or before it, in order of time */
} zo_record;

/* left_out (may be NULL): per key, whether it is left out; a party's key leaves the party out. */
zo_record *zo_record_at(const zo_model *model, zo_time at, const bool *left_out, zo_arena *arena);

/* A record that never was: keys for which `later` is true stand as at `after`, all others as at `before`. Its events are
 * left empty. */
zo_record *zo_record_mixed(const zo_model *model, zo_time before, zo_time after, const bool *later,
                           const bool *left_out, zo_arena *arena);

/* The entry of a key in force at a time, or NULL. withdrawal (may be NULL): set to what withdrew it, if that is why. */
const zo_entry *zo_in_force(const zo_key *key, zo_time at, const zo_entry **withdrawal);

/* Key for a name as the user writes it: a handle, or the bare name of a rule or settled point; ZO_NONE. */
uint32_t zo_key_named(const zo_model *model, zo_str name, zo_arena *scratch);

#endif
