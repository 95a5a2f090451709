/* A server without a socket over a folder of its own, for tests: files, requests, responses. */
#ifndef TESTS_SERVER_SCENE_H
#define TESTS_SERVER_SCENE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server_answer.h"

#define SCENE_TOKEN "0123456789abcdef0123456789abcdef"
#define SCENE_PORT 4711

static const char scene_model[] =
    "negotiation \"Scene\"\nparty A \"A\"\nissue q \"Q\": yes/no\nA requires q = yes\n";

typedef struct server_scene {
    char folder[40]; /* holds root/m.zopa, root/sub/, root/out -> outside, and outside/secret.zopa */
    char secret[34]; /* the text outside: random digits and a line end */
    srv_server server;
} server_scene;

static void scene_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        abort();
}

static void scene_path(const server_scene *scene, const char *name, char *path, size_t size)
{
    snprintf(path, size, "%s/%s", scene->folder, name);
}

static void scene_files(server_scene *scene)
{
    char path[200];
    static const char *const folders[] = {"root", "root/sub", "outside", "root/.git"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        scene_path(scene, folders[i], path, sizeof path);
        if (mkdir(path, 0755) != 0)
            abort();
    }
    const char *const texts[][2] = {{"root/m.zopa", scene_model},
                                    {"root/note.txt", "a note\n"},
                                    {"root/.git/config", "hidden\n"},
                                    {"outside/secret.zopa", scene->secret}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        scene_path(scene, texts[i][0], path, sizeof path);
        scene_write(path, texts[i][1]);
    }
    static const char *const links[][2] = {{"../outside", "root/out"},
                                           {"../outside/secret.zopa", "root/link.zopa"},
                                           {"m.zopa", "root/inner.zopa"},
                                           {"/dev/zero", "root/zero.zopa"},
                                           {"loop.zopa", "root/loop.zopa"}};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        scene_path(scene, links[i][1], path, sizeof path);
        if (symlink(links[i][0], path) != 0)
            abort();
    }
    scene_path(scene, "root/pipe.zopa", path, sizeof path);
    if (mkfifo(path, 0644) != 0)
        abort();
}

static void scene_open(server_scene *scene)
{
    static const char *const names[] = {"m.zopa"};
    *scene = (server_scene){.folder = "/tmp/zopa-scene-XXXXXX"};
    if (!mkdtemp(scene->folder))
        abort();
    if (!srv_random_digits(scene->secret, 32))
        abort();
    scene->secret[32] = '\n';
    scene_files(scene);
    char root[100];
    scene_path(scene, "root", root, sizeof root);
    srv_server *server = &scene->server;
    memcpy(server->guard.token, SCENE_TOKEN, SRV_TOKEN + 1);
    server->guard.port = SCENE_PORT;
    server->language = "en";
    server->page = (cli_page){"<p>__ZOPA_NONCE__ __ZOPA_START__", 32};
    if (srv_root_begin(&server->root, root, root))
        abort();
    srv_shelf_begin(&server->shelf, &server->root, names, 1);
    srv_slots_begin(&server->slots);
    pthread_mutex_init(&server->saving, NULL);
}

static void scene_close(server_scene *scene)
{
    char command[100];
    pthread_mutex_destroy(&scene->server.saving);
    srv_slots_end(&scene->server.slots);
    srv_shelf_end(&scene->server.shelf);
    srv_root_end(&scene->server.root);
    snprintf(command, sizeof command, "rm -rf %s", scene->folder);
    if (system(command) != 0)
        abort();
}

#endif
