package org.sgvae.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers keep their bits through text. The digits below are those of repr in Python 3.11, which are the fewest. */
class JsonNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0x0p0, 0.0",
        "-0x0p0, -0.0",
        "0x1p0, 1.0",
        "100, 100.0",
        "0.1, 0.1",
        "0.00001, 0.00001",
        "0.000001, 1e-6",
        "0.0001, 0.0001",
        "2e-3, 0.002",
        "2e23, 2e23",
        "1e23, 1e23",
        "1e15, 1000000000000000.0",
        "1e16, 1e16",
        "123456789012345680, 1.2345678901234568e17",
        "0x1p-44, 5.684341886080802e-14",
        "-1.5e-7, -1.5e-7",
        "0x1p-1074, 5e-324",
        "0x1.fffffffffffffp1023, 1.7976931348623157e308",
        "0x1p-1022, 2.2250738585072014e-308",
    })
    void doubles_areWrittenWithTheFewestDigits(String value, String text) {
        assertThat(JsonNumber.of(Double.parseDouble(value)).text()).isEqualTo(text);
    }

    @Test
    void doubles_keepTheirBitsInNoMoreDigitsThanTheJdkUses() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            double value = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(100_000) / 1000.0;
                default -> Math.scalb(1.0, random.nextInt(-1074, 1024));
            };
            if (Double.isFinite(value)) {
                String text = JsonNumber.of(value).text();
                assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                        .isEqualTo(Double.doubleToRawLongBits(value));
                assertThat(digits(text)).as(text).isLessThanOrEqualTo(digits(Double.toString(value)));
            }
        }
    }

    @Test
    void integers_keepSixtyFourBits() {
        assertThat(new JsonNumber("9223372036854775807").toLong()).hasValue(Long.MAX_VALUE);
        assertThat(new JsonNumber("-9223372036854775808").toLong()).hasValue(Long.MIN_VALUE);
        assertThat(JsonNumber.of(Long.MAX_VALUE - 1).text()).isEqualTo("9223372036854775806");
        assertThat(new JsonNumber("9223372036854775808").toLong()).isEmpty();
        assertThat(new JsonNumber("1.0").toLong()).isEmpty();
        assertThat(new JsonNumber("1e3").toLong()).isEmpty();
    }

    @Test
    void texts_mustBeNumbers() {
        for (String text : new String[] {"", "1.", "NaN", "1e400", " 1", "1\n"}) {
            assertThatThrownBy(() -> new JsonNumber(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static int digits(String text) {
        return new BigDecimal(text).stripTrailingZeros().precision();
    }
}
