"""First names that are common in England, in small letters: by them a name is found that somebody wrote small.

Names that are everyday words or places too, such as "may", "will", "mark", "dawn" or "georgia", are left out: they
would be found everywhere. Most names in the world are not here, so a text without them can still name somebody.
"""

from __future__ import annotations

_COMMON = """
aaron abdul abigail adam adrian agnes ahmed aisha alan albert alex alexander alexandra alfie ali alice alison amanda
amelia amina amir amy andrea andrew andrzej angela anita ann anna anne annie anthony arjun arthur asif audrey ayesha
barbara barry beatrice ben benjamin bernard beryl betty brenda brian bridget bronwen callum cameron carl caroline
catherine ceri charles charlie charlotte chloe chris christine christopher claire clare clive colin connor craig
cynthia dan daniel danielle darren dave david debbie deborah denise dennis derek diana diane dominic donald donna
doreen doris dorothy dylan edith edward edwin eileen elaine eleanor elizabeth ella ellen ellie elsie emily emma eric
erin ethan ethel eva evelyn ewa farah fatima fiona francis fred gareth gary gavin gemma geoff geoffrey george gerald
gillian gladys glenn gordon graham gwen hamza hannah harold haroon harriet harry hassan helen henry hilary hilda
howard hugh hussain ian ibrahim imran irene isaac isabel isabella isla jacob jacqueline jake james jamie jan jane
janet janice jason jayne jeffrey jennifer jenny jeremy jessica jill jim joan joanna joanne joe john jonathan joseph
josh joshua joyce judith julia julian julie kamal karen kate katherine kathleen kathryn katie keith kelly ken kenneth
kerry kevin khadija kieran kim kirsty krzysztof laura lauren leanne leo leon leonard lesley leslie lewis liam lilian
linda lisa liz lorraine louis louise lucy luke lynn lynne maggie malcolm manjit marek margaret maria marian marie
marion marjorie martin mary maryam mateusz matthew maureen maurice mavis megan michael michelle mike millie mohamed
mohammad mohammed moira molly monika muhammad mumtaz muriel nadia nancy naomi natalie natasha nathan neil niall
nicholas nicola nigel nina noah nora norma norman oliver olivia omar oscar owen pamela parveen patricia patrick paul
paula pauline peggy peter phil philip phillip phoebe phyllis piotr priya rachel raj rajesh ralph raymond rebecca
reginald rhys richard rita robert roger ronald rosemary ross roy russell ruth ryan sally samantha samuel sandra sanjay
sarah sean shabana shannon sharon sheila shirley sian sidney simon sofia sophie stanley stephanie stephen steve steven
stuart sunita susan suzanne sylvia tahir thelma theresa thomas tim timothy tina toby tom tony tracey tracy trevor usha
valerie vera veronica victoria vijay vincent walter wayne wendy wilfred william winifred yasmin yusuf yvonne zainab
zoe
"""
FIRST_NAMES = tuple(_COMMON.split())
