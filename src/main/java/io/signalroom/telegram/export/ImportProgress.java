package io.signalroom.telegram.export;

/**
 * How far an import is.
 *
 * @param bytesRead of the file
 * @param bytesTotal of the file
 * @param posts read and stored so far, known ones included
 */
public record ImportProgress(long bytesRead, long bytesTotal, long posts) {}
