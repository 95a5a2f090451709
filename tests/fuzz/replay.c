/* Runs a fuzz target on files given as arguments: the corpus, or an input on which a fuzzer stopped. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Returns the file's bytes in memory of exactly their length, so that reading past their end is noticed. */
static uint8_t *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        return NULL;
    long size = ftell(file);
    rewind(file);
    uint8_t *bytes = size < 0 ? NULL : malloc((size_t)size + (size == 0));
    if (bytes && fread(bytes, 1, (size_t)size, file) != (size_t)size) {
        free(bytes);
        bytes = NULL;
    }
    fclose(file);
    *length = (size_t)size;
    return bytes;
}

int main(int count, char **path)
{
    for (int i = 1; i < count; i++) {
        size_t length = 0;
        uint8_t *bytes = read_file(path[i], &length);
        if (!bytes) {
            perror(path[i]);
            return 2;
        }
        printf("%s\n", path[i]);
        fflush(stdout);
        LLVMFuzzerTestOneInput(bytes, length);
        free(bytes);
    }
    return 0;
}
