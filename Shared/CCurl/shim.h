/* libcurl's setopt and getinfo are variadic, which Swift cannot call: here is one typed function
   for each kind of argument. Nothing else is done in C. */
#ifndef KUMQUAT_CCURL_H
#define KUMQUAT_CCURL_H

#include <curl/curl.h>

static inline CURLcode kumquat_easy_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode kumquat_easy_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/* Strings that libcurl copies. */
static inline CURLcode kumquat_easy_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/* Data that is not copied: it has to live as long as the transfer. */
static inline CURLcode kumquat_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode kumquat_easy_set_body(CURL *easy, const char *octets) {
    return curl_easy_setopt(easy, CURLOPT_POSTFIELDS, (void *)octets);
}

/* A list that is not copied either. */
static inline CURLcode kumquat_easy_set_list(CURL *easy, CURLoption option,
                                             struct curl_slist *list) {
    return curl_easy_setopt(easy, option, list);
}

static inline CURLcode kumquat_easy_on_write(CURL *easy, CURLoption option,
                                             curl_write_callback function) {
    return curl_easy_setopt(easy, option, function);
}

static inline CURLcode kumquat_easy_on_read(CURL *easy, curl_read_callback function) {
    return curl_easy_setopt(easy, CURLOPT_READFUNCTION, function);
}

static inline CURLcode kumquat_easy_on_seek(CURL *easy, curl_seek_callback function) {
    return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, function);
}

static inline CURLcode kumquat_easy_on_send(CURL *easy, curl_prereq_callback function) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline CURLcode kumquat_easy_on_close(CURL *easy, curl_closesocket_callback function) {
    return curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, function);
}

static inline CURLMcode kumquat_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode kumquat_multi_set_pointer(CURLM *multi, CURLMoption option, void *value) {
    return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode kumquat_multi_on_socket(CURLM *multi, curl_socket_callback function) {
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, function);
}

static inline CURLMcode kumquat_multi_on_timer(CURLM *multi, curl_multi_timer_callback function) {
    return curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, function);
}

/* 0 when there is no such number. */
static inline long kumquat_easy_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

/* What was set as CURLOPT_PRIVATE. */
static inline void *kumquat_easy_private(CURL *easy) {
    char *value = NULL;
    return curl_easy_getinfo(easy, CURLINFO_PRIVATE, &value) == CURLE_OK ? value : NULL;
}

/* The next transfer that has ended, with its result; NULL when there is none. */
static inline CURL *kumquat_multi_next_ended(CURLM *multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message = curl_multi_info_read(multi, &left);
    while (message != NULL && message->msg != CURLMSG_DONE)
        message = curl_multi_info_read(multi, &left);
    if (message == NULL) return NULL;
    *result = message->data.result;
    return message->easy_handle;
}

#endif
