/* The packages of a quest by halves: until one fits, or none can. */
#ifndef ZO_ENGINE_QUEST_TREE_H
#define ZO_ENGINE_QUEST_TREE_H

#include "engine/proof/quest_trial.h"
#include "engine/proof/quest_weights.h"

typedef enum zo_quested {
    ZO_QUEST_FOUND,   /* a package that fits; what the quest leaves out is for the asker to check */
    ZO_QUEST_REFUTED, /* quest->used excludes all packages */
    ZO_QUEST_OPEN     /* too many steps, or a limit */
} zo_quested;

typedef struct zo_quest_tree zo_quest_tree;

zo_quest_tree *zo_quest_tree_new(zo_quest *quest, zo_arena *arena);

/* Over the question that the quest has begun; at most so many nodes, a first trial that takes about as long. */
zo_quested zo_quest_tree_search(zo_quest_tree *tree, size_t nodes, zo_watch *watch, uint32_t *package);

#endif
