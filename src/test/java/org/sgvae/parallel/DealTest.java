package org.sgvae.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DealTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void hands_haveAllThingsOnceLargestFirstAndAboutTheSameWork(int hands) {
        List<Integer> falling =
                IntStream.rangeClosed(1, 37).mapToObj(i -> 38 - i).toList();
        List<List<Integer>> dealt = Deal.out(falling, hands);
        assertThat(dealt)
                .hasSize(hands)
                .allSatisfy(hand -> assertThat(hand).isSortedAccordingTo(Comparator.reverseOrder()));
        assertThat(dealt.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(falling);
        List<Integer> work = dealt.stream()
                .map(hand -> hand.stream().mapToInt(Integer::intValue).sum())
                .sorted()
                .toList();
        assertThat(work.get(hands - 1) - work.get(0)).isLessThanOrEqualTo(37); // no more than the largest thing
    }

    @Test
    void pairsOfRounds_balance() {
        assertThat(Deal.out(List.of(14, 13, 6, 5), 2)).containsExactly(List.of(14, 5), List.of(13, 6));
    }
}
