package io.signalroom.signal;

/**
 * Where in the original text a value was read.
 *
 * @param field name of the field as in JSON, for example {@code entries}
 * @param index position in the list for list fields, 0 for single values
 * @param start first UTF-16 code unit, inclusive
 * @param end last UTF-16 code unit, exclusive; greater than {@code start}
 * @param confidence of this value, 0 to 1
 */
public record FieldSpan(String field, int index, int start, int end, double confidence) {
    public FieldSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }
}
