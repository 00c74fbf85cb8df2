package org.sgvae.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader and the writer: each the other's inverse, and strict. */
class JsonTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyValue_survivesWritingAndReading(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            JsonValue value = randomValue(random, 5);
            String compact = Json.compact(value);
            assertThat(Json.parse(compact, "compact")).as("seed %d", seed).isEqualTo(value);
            assertThat(Json.parse(Json.pretty(value), "pretty"))
                    .as("seed %d", seed)
                    .isEqualTo(value);
            assertThat(compact).doesNotContain("\n");
            assertThat(Json.compact(Json.parse(compact, "again"))).isEqualTo(compact); // order kept
        }
    }

    @Test
    void everyPrefixOfAText_isRejectedAsJson() {
        String text = "{\"a\":[1,-2.5e+3,true,false,null],\"b\\u00e9\\n\":{\"c\":\"\uD83D\uDE00 \\ud83d\\ude00\"}}";
        assertThat(Json.compact(Json.parse(text, "whole"))).startsWith("{\"a\":[1,-2.5e+3,true");
        for (int length = 0; length < text.length(); length++) {
            String prefix = text.substring(0, length);
            assertThatThrownBy(() -> Json.parse(prefix, "cut.json"))
                    .as(prefix)
                    .isExactlyInstanceOf(JsonException.class)
                    .hasMessageStartingWith("cut.json:1:");
        }
    }

    @Test
    void damagedText_isReadOrRejectedAsJson() {
        String text = "{\"a\":[1,-2.5e+3,true,null],\"b\\u00e9\\n\":{\"c\":\"\\ud83d\\ude00\"}}";
        SplittableRandom random = new SplittableRandom(5);
        int rejected = 0;
        for (int i = 0; i < 20_000; i++) {
            char[] damaged = text.toCharArray();
            damaged[random.nextInt(damaged.length)] = (char) random.nextInt(128);
            damaged[random.nextInt(damaged.length)] = text.charAt(random.nextInt(text.length()));
            try {
                Json.parse(String.valueOf(damaged), "damaged");
            } catch (JsonException e) {
                assertThat(e.getMessage()).startsWith("damaged:").contains("; ").doesNotContain("\n");
                rejected++;
            }
        }
        assertThat(rejected).isBetween(1, 19_999);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "True",
                "NaN",
                "Infinity",
                "-Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "1e999",
                "--1",
                "1 2",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[",
                "]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{'a':1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}",
                "'a'",
                "\"a",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u\u0661\u0661\u0661\u0661\"",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "// c\n1",
                "/**/1",
                "\uFEFF1",
                "\u00a01",
                "1\f",
                "\u0661"
            })
    void textOutsideTheGrammar_isRejected(String text) {
        assertThatThrownBy(() -> Json.parse(text, "t")).isExactlyInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "` \\t\\r\\n[ ] `|[]",
                "`{ \"\" : { } }`|{\"\":{}}",
                "-0|-0",
                "1E+2|1E+2",
                "0.10|0.10",
                "9223372036854775808|9223372036854775808",
                "\"\\/\\u0041\\u000a\\u001F\"|\"/A\\n\\u001f\"",
                "\"\\ud83d\\ude00\"|\"\uD83D\uDE00\"",
            })
    void oddTextWithinTheGrammar_isRead(String text, String compact) {
        String unescaped = text.startsWith(" ") ? " \t\r\n[ ] " : text;
        assertThat(Json.compact(Json.parse(unescaped, "t"))).isEqualTo(compact);
    }

    @Test
    void faults_nameLineAndColumnAndRemedy() {
        assertThatThrownBy(() -> Json.parse("{\n  \"a\": 1,\n  \"a\": 2\n}", "c.json"))
                .hasMessage("c.json:3:3: duplicate key \"a\"; keep one of them");
        assertThatThrownBy(() -> Json.parse("[1,\n 02]", "c.json"))
                .hasMessage("c.json:2:2: \"02\" is not a JSON number; write it like 12, -0.5 or 1e-3");
        assertThatThrownBy(() -> Json.parse("[true fals]", "c.json"))
                .hasMessage("c.json:1:7: expected ',' or ']', found \"f\"; put one of them there");
        assertThatThrownBy(() -> Json.parse("{\"a\"\n", "c.json"))
                .hasMessage("c.json:2:1: expected ':' after a key, found the end of the text; put a ':' there");
    }

    @Test
    void nesting_isLimited() {
        String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
        assertThat(Json.compact(Json.parse(deepest, "t"))).isEqualTo(deepest);
        for (String bomb : List.of("[".repeat(1_000_000), "{\"a\":".repeat(1_000_000), "[" + deepest + "]")) {
            assertThatThrownBy(() -> Json.parse(bomb, "t"))
                    .isExactlyInstanceOf(JsonException.class)
                    .hasMessageContaining("nested deeper than 200");
        }
    }

    @Test
    void longFiles_areRejectedBeforeTheyAreRead(@TempDir Path folder) throws IOException {
        Path longest = Files.writeString(folder.resolve("longest"), " ".repeat(Json.MAX_FILE_BYTES - 2) + "{}");
        assertThat(Json.read(longest).keys()).isEmpty();
        Path longer = Files.writeString(folder.resolve("longer"), " ".repeat(Json.MAX_FILE_BYTES - 1) + "{}");
        assertThatThrownBy(() -> Json.read(longer))
                .isInstanceOf(JsonException.class)
                .hasMessage(longer + ": longer than 1048576 bytes; give a file of settings");
    }

    /** Of one number only the first 1,100 digits or so matter, and none of them takes a stack frame. */
    @Test
    void longNumbers_areReadInLinearTime() {
        String digits = "1".repeat(500_000);
        assertThat(Json.read("0." + digits, "t").asDouble()).isEqualTo(1.0 / 9);
        assertThat(Json.read("1e-" + digits, "t").asDouble()).isZero();
        assertThatThrownBy(() -> Json.read(digits, "t"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void bytesThatAreNotUtf8_areRejected() {
        byte[] latin1 = "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Json.read(latin1, "t"))
                .isExactlyInstanceOf(JsonException.class)
                .hasMessage("t: not UTF-8 text; save it as UTF-8");
        byte[] utf8 = "\"\u00e9\"".getBytes(StandardCharsets.UTF_8);
        assertThat(Json.read(utf8, "t").asString()).isEqualTo("\u00e9");
    }

    @Test
    void pretty_givesEachMemberALineAndPlainArraysOne() {
        JsonObject value = JsonObject.builder()
                .put("preset", "paper")
                .put("model", JsonObject.builder().put("nodeDim", 5).build())
                .put("sizes", JsonArray.ofNumbers(5, 30))
                .put("edges", JsonArray.of(JsonArray.ofNumbers(0, 1), JsonArray.ofNumbers(1, 2)))
                .put("none", JsonArray.of())
                .put("empty", JsonObject.builder().build())
                .build();
        assertThat(Json.pretty(value)).isEqualTo("""
                        {
                          "preset": "paper",
                          "model": {
                            "nodeDim": 5
                          },
                          "sizes": [5, 30],
                          "edges": [
                            [0, 1],
                            [1, 2]
                          ],
                          "none": [],
                          "empty": {}
                        }
                        """);
    }

    @Test
    void compact_keepsTheOrderAndTheKindOfNumber() {
        JsonObject line = JsonObject.builder()
                .put("epoch", 3)
                .put("kl", 0.1)
                .put("loss", 3.0)
                .put("best", true)
                .putFiniteOrNull("ratio", Double.NaN)
                .build();
        assertThat(Json.compact(line)).isEqualTo("{\"epoch\":3,\"kl\":0.1,\"loss\":3.0,\"best\":true,\"ratio\":null}");
    }

    @Test
    void writing_rejectsWhatJsonCannotSay() {
        assertThatThrownBy(() -> JsonObject.builder().put("kl", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kl: NaN has no JSON form; leave it out or use putFiniteOrNull");
        assertThatThrownBy(() -> JsonArray.ofNumbers(1.0, Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.compact(new JsonString("a\uD800")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate at character 1");
    }

    private static JsonValue randomValue(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> new JsonBoolean(random.nextBoolean());
            case 1 -> JsonNull.NULL;
            case 2 -> JsonNumber.of(random.nextLong() >> random.nextInt(64));
            case 3 -> {
                double number = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(number) ? JsonNumber.of(number) : JsonNull.NULL;
            }
            case 4 -> new JsonString(randomText(random));
            case 5 -> {
                List<JsonValue> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(randomValue(random, depth - 1));
                }
                yield new JsonArray(items);
            }
            default -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(randomText(random), randomValue(random, depth - 1));
                }
                yield new JsonObject(members);
            }
        };
    }

    /** Any code points but surrogates, most of them where escapes matter. */
    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int point = random.nextInt(random.nextInt(3) == 0 ? Character.MAX_CODE_POINT + 1 : 128);
            boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? '"' : point);
        }
        return text.toString();
    }

    @Test
    void byteOrderMark_isPassedOver_andOtherEncodingsAreNamed() {
        assertThat(Json.read("\ufeff[1]".getBytes(StandardCharsets.UTF_8), "f").asInts())
                .containsExactly(1);
        assertThatThrownBy(() -> Json.read("[1]".getBytes(StandardCharsets.UTF_16), "f"))
                .isInstanceOf(JsonException.class)
                .hasMessage("f: text in UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8");
        assertThatThrownBy(() -> Json.read(new byte[] {0x1F, (byte) 0x8B, 8}, "f"))
                .isInstanceOf(JsonException.class)
                .hasMessage("f: compressed with gzip; decompress it with gunzip");
    }
}
