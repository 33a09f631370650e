// Unpacks the line of words about each area: which sentence it uses, and the numbers that fill its gaps.
"use strict";

window.jsnaWords = (() => {
  // The digits of packed numbers; jsna.figures.packing has the same.
  const DIGITS = "!#%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^abcdefghijklmnopqrstuvwxyz|~";

  function number(packed, from, width) {
    let value = 0;
    for (let at = from; at < from + width; at += 1) value = value * DIGITS.length + DIGITS.indexOf(packed[at]);
    return value;
  }

  function written(value, decimals, commas) {
    const digits = String(value).padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals);
    const grouped = commas ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
    return decimals ? `${grouped}.${digits.slice(-decimals)}` : grouped;
  }

  function line(pieces, packed, from) {
    let said = pieces[0];
    let at = from;
    let first = 0;
    for (let gap = 1; gap < pieces.length; gap += 2) {
      const [decimals, commas, least, sign, width] = pieces[gap];
      const value = number(packed, at, width) + least + sign * first;
      if (gap === 1) first = value;
      said += written(value, decimals, commas) + pieces[gap + 1];
      at += width;
    }
    return said;
  }

  // Where each line begins.
  function beginnings(sentences, width, packed) {
    const lengths = sentences.map((pieces) => pieces.reduce((sum, piece, at) => sum + (at % 2 ? piece[4] : 0), width));
    const starts = [];
    for (let at = 0; at < packed.length; at += lengths[number(packed, at, width)]) starts.push(at);
    return starts;
  }

  // Returns a function that gives the words of one area; nothing is read before its first call.
  function unpacked(sentences, width, packed) {
    let starts = null;
    return (index) => {
      starts ??= beginnings(sentences, width, packed);
      return line(sentences[number(packed, starts[index], width)], packed, starts[index] + width);
    };
  }

  // Numbers of a fixed width, each an offset from `least`.
  function numbers(packed, width, least) {
    return Array.from({ length: packed.length / width }, (_, index) => number(packed, index * width, width) + least);
  }

  return { unpacked, numbers };
})();
