/* The part of the file system that the server may touch: what lies beneath one folder, regular files only, no hidden ones,
 * and no way out through "..", symbolic links or a link that is put in place meanwhile. */
#ifndef CLI_SERVER_ROOT_H
#define CLI_SERVER_ROOT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct srv_root {
    char *path; /* of the folder, absolute, no symbolic link in it */
    char *base; /* the folder in which names begin: that of the models; absolute */
    int folder; /* path, open */
} srv_root;

/* Takes both paths as realpath gives them. NULL, or why not. */
const char *srv_root_begin(srv_root *root, const char *path, const char *base);
void srv_root_end(srv_root *root);

/* The absolute path that a name stands for, "." and ".." resolved by their text. Two names of one path are the same. Freed by
 * the caller. */
char *srv_root_absolute(const srv_root *root, const char *name);

/* Opens a file that is there, to read. Returns NULL with *file, or why not, such as "lies outside the folder that is
 * served". real, unless NULL, gets the path that symbolic links lead to, freed by the caller. */
const char *srv_root_open(const srv_root *root, const char *name, int *file, char **real);

/* Creates an empty file where nothing is, in a folder that is there. Returns NULL with *real, or why not. */
const char *srv_root_create(const srv_root *root, const char *name, char **real);

#endif
