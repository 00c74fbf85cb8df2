package org.sgvae.io;

/**
 * What the first bytes of a text say of its encoding. All texts here are UTF-8, which needs no mark but may have one.
 */
public final class ByteOrderMark {
    /** How many bytes tell. */
    public static final int LONGEST = 4;

    private ByteOrderMark() {}

    /**
     * Finds the mark of UTF-8.
     *
     * @param text the first {@value #LONGEST} bytes of a text or more, or all of a shorter one; not modified
     * @return how many bytes to pass over: 3 with a mark, otherwise 0
     * @throws IllegalArgumentException if the text is UTF-16 or UTF-32, with a mark or without, or compressed with
     *     gzip; the
     *     message says how to convert it
     */
    public static int length(byte[] text) {
        if (begins(text, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        if (begins(text, 0xFF, 0xFE, 0, 0) || begins(text, 0, 0, 0xFE, 0xFF)) {
            throw encodedAs("UTF-32");
        }
        if (begins(text, 0xFF, 0xFE) || begins(text, 0xFE, 0xFF)) {
            throw encodedAs("UTF-16");
        }
        if (text.length >= 2 && (text[0] == 0) != (text[1] == 0)) { // one half of a Latin character
            throw encodedAs(text[0] == 0 ? "UTF-16BE" : "UTF-16LE");
        }
        if (begins(text, 0x1F, 0x8B)) {
            throw new IllegalArgumentException("compressed with gzip; decompress it with gunzip");
        }
        return 0;
    }

    private static boolean begins(byte[] text, int... with) {
        boolean begins = text.length >= with.length;
        for (int i = 0; begins && i < with.length; i++) {
            begins = (text[i] & 0xFF) == with[i];
        }
        return begins;
    }

    private static IllegalArgumentException encodedAs(String encoding) {
        return new IllegalArgumentException(
                "text in " + encoding + ", not UTF-8; convert it: iconv -f " + encoding + " -t UTF-8");
    }
}
