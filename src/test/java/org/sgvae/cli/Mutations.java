package org.sgvae.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Valid inputs, changed at random in the ways in which files come to harm or are made to do harm. */
final class Mutations {
    private static final String[] NUMBERS = {
        "0",
        "-1",
        "1",
        "7",
        "63",
        "10000",
        "1000000",
        "2147483647",
        "2147483648",
        "-2147483648",
        "9223372036854775807",
        "1e9",
        "1e308",
        "1e999",
        "0.5",
        "NaN",
        "null"
    };
    private static final String TOKENS = "{}[]:,\"\\\n\r\t ~?@-+.eE0123456789>;&tfn\0";

    private Mutations() {}

    /** A copy with one to four changes. */
    static byte[] mutate(byte[] input, SplittableRandom random) {
        byte[] mutated = input;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            mutated = change(mutated, random);
        }
        return mutated;
    }

    private static byte[] change(byte[] input, SplittableRandom random) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 4));
        switch (random.nextInt(8)) {
            case 0 -> { // a bit flips
                byte[] flipped = input.clone();
                if (at < input.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
            case 1 -> {
                return replace(input, at, Math.min(at + 1, input.length), token(random));
            }
            case 2 -> {
                return replace(input, at, at, token(random));
            }
            case 3 -> {
                return replace(input, at, end, new byte[0]);
            }
            case 4 -> { // a part comes twice
                return replace(input, at, at, Arrays.copyOfRange(input, at, end));
            }
            case 5 -> { // a part stands elsewhere, too
                return replace(input, random.nextInt(input.length + 1), Arrays.copyOfRange(input, at, end));
            }
            case 6 -> {
                return Arrays.copyOf(input, at);
            }
            default -> {
                return otherNumber(input, at, random);
            }
        }
    }

    private static byte[] token(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? new byte[] {(byte) random.nextInt(256)}
                : new byte[] {(byte) TOKENS.charAt(random.nextInt(TOKENS.length()))};
    }

    /** Replaces the first number from a place on. */
    private static byte[] otherNumber(byte[] input, int from, SplittableRandom random) {
        int begin = from;
        while (begin < input.length && !isDigit(input[begin])) {
            begin++;
        }
        int end = begin;
        while (end < input.length && isDigit(input[end])) {
            end++;
        }
        return replace(input, begin, end, NUMBERS[random.nextInt(NUMBERS.length)].getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte[] replace(byte[] input, int at, byte[] inserted) {
        return replace(input, at, at, inserted);
    }

    private static byte[] replace(byte[] input, int begin, int end, byte[] by) {
        byte[] replaced = Arrays.copyOf(input, input.length - (end - begin) + by.length);
        System.arraycopy(by, 0, replaced, begin, by.length);
        System.arraycopy(input, end, replaced, begin + by.length, input.length - end);
        return replaced;
    }
}
